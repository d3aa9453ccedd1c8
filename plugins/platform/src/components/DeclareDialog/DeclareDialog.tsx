/**
 * Says that a service is meant to be down, or is being worked on, until a given time. The state stays what it is;
 * what is said stands beside it, with a reason, somebody who answers for it, and an end.
 */
import {
  Declaration,
  LONGEST_DECLARATION_DAYS,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  inHours,
  OwnerField,
  TimeField,
  toInstant,
} from '@254carbon/backstage-plugin-platform-react';
import { Radio, RadioGroup, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { usePlatformClient } from '../../hooks/usePlatform';
import { findObstacle, Draft } from './draft';
import styles from './DeclareDialog.module.css';

const KINDS: readonly { value: Declaration['kind']; label: string }[] = [
  { value: 'maintenance', label: 'Under maintenance: it is being worked on' },
  { value: 'expected-down', label: 'Expected down: it is meant to be down' },
];

function isKind(value: string): value is Declaration['kind'] {
  return KINDS.some(kind => kind.value === value);
}

function Fields(props: {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}) {
  const { draft, onChange } = props;
  return (
    <>
      <RadioGroup
        label="What is to be said"
        value={draft.kind}
        onChange={kind => (isKind(kind) ? onChange({ kind }) : undefined)}
      >
        {KINDS.map(({ value, label }) => (
          <Radio key={value} value={value}>
            {label}
          </Radio>
        ))}
      </RadioGroup>
      <TextAreaField
        label="Reason"
        value={draft.reason}
        onChange={reason => onChange({ reason })}
        maxLength={1000}
      />
      <OwnerField value={draft.owner} onChange={owner => onChange({ owner })} />
      <div className={styles.pair}>
        <TimeField
          label="From (UTC); empty means now"
          value={draft.from}
          onChange={from => onChange({ from })}
        />
        <TimeField
          label="Until (UTC)"
          value={draft.until}
          onChange={until => onChange({ until })}
        />
      </div>
      <p className={styles.note}>
        At most {LONGEST_DECLARATION_DAYS[draft.kind]} days. The state stays
        what it is; this is shown beside it.
      </p>
    </>
  );
}

/** The dialog. Open as long as it is rendered, so that it begins afresh, and from the present time, each time. */
export function DeclareDialog(props: {
  service: { id: string; title: string; owner?: string };
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const { service, onClose, onDone } = props;
  const client = usePlatformClient();
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: 'maintenance',
    reason: '',
    owner: service.owner ?? '',
    from: '',
    until: inHours(2, Date.now()),
  }));
  return (
    <ActionDialog
      title={`Maintenance or expected down: ${service.title}`}
      isOpen
      action="Declare"
      obstacle={findObstacle(draft, Date.now())}
      act={() =>
        client.declare({
          body: {
            kind: draft.kind,
            serviceId: service.id,
            reason: draft.reason.trim(),
            owner: draft.owner,
            from: draft.from ? toInstant(draft.from) : undefined,
            until: toInstant(draft.until),
          },
        })
      }
      onDone={() => onDone(`It is declared for ${service.title}.`)}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        onChange={change => setDraft(before => ({ ...before, ...change }))}
      />
    </ActionDialog>
  );
}
