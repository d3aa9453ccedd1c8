import {
  DeclarationView,
  platformDeclarationDeletePermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  EmptyState,
  Freshness,
  Person,
} from '@254carbon/backstage-plugin-platform-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { usePlatformClient } from '../../hooks/usePlatform';
import styles from './DeclarationList.module.css';

const KINDS = {
  'expected-down': 'Expected down',
  maintenance: 'Under maintenance',
} as const;

function WithdrawButton(props: {
  declaration: DeclarationView;
  title: string;
  onChanged: (said: string) => void;
}) {
  const { declaration, title, onChanged } = props;
  const client = usePlatformClient();
  const [open, setOpen] = useState(false);
  const { allowed } = usePermission({
    permission: platformDeclarationDeletePermission,
    resourceRef: declaration.serviceId,
  });
  if (!allowed) return null;
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        {`Take back: ${title}`}
      </Button>
      <ActionDialog
        title={`Take back: ${KINDS[declaration.kind]}, ${title}`}
        isOpen={open}
        action="Take back"
        act={() =>
          client.withdrawDeclaration({ params: { id: declaration.id } })
        }
        onDone={() => {
          setOpen(false);
          onChanged(`It is taken back for ${title}.`);
        }}
        onClose={() => setOpen(false)}
      >
        <p>
          {title} is then shown as what it is, without the reason &quot;
          {declaration.reason}&quot;. Who took it back is kept.
        </p>
      </ActionDialog>
    </>
  );
}

/** What was declared and still holds, or will, each with the way to take it back for those who may. */
export function DeclarationList(props: {
  declarations: readonly DeclarationView[];
  /** What a service is called; its id when that is not known. */
  titleOf: (serviceId: string) => string;
  onChanged: (said: string) => void;
}) {
  const { declarations, titleOf, onChanged } = props;
  if (declarations.length === 0) {
    return (
      <EmptyState title="Nothing is declared">
        No service is meant to be down or under maintenance, as far as anybody
        said here.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {declarations.map(declaration => (
        <li key={declaration.id} className={styles.item}>
          <div>
            <strong>{titleOf(declaration.serviceId)}</strong>:{' '}
            {KINDS[declaration.kind]}, {declaration.phase}. {declaration.reason}
            <div className={styles.muted}>
              {declaration.phase === 'planned' ? (
                <>
                  begins <Freshness at={declaration.from} />,{' '}
                </>
              ) : null}
              ends <Freshness at={declaration.until} />;{' '}
              <Person entityRef={declaration.owner} /> answers for it; declared
              by <Person entityRef={declaration.declaredBy} />{' '}
              <Freshness at={declaration.declaredAt} />
            </div>
          </div>
          <WithdrawButton
            declaration={declaration}
            title={titleOf(declaration.serviceId)}
            onChanged={onChanged}
          />
        </li>
      ))}
    </ul>
  );
}
