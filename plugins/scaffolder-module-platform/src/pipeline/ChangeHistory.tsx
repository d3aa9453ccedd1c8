/** What was changed since a pipeline was made, and the newest change taken back. */
import {
  PipelineChange,
  PipelineChangeReport,
  PipelineState,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  Freshness,
  Person,
} from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useDataSourcesClient } from '../client/useDataSourcesClient';
import styles from './PipelineFacts.module.css';

const MOST_SHOWN = 5;

function describe({ fields, files }: PipelineChange): string {
  if (fields.length === 0) return `${files.length} files written again`;
  return fields
    .map(
      ({ field, before, after }) =>
        `${field}: ${before || 'nothing'} → ${after || 'nothing'}`,
    )
    .join('; ');
}

function Change(props: { change: PipelineChange }) {
  const { change } = props;
  return (
    <>
      <Freshness at={change.at} /> <Person entityRef={change.by} />:{' '}
      {describe(change)}
      {change.undoneAt && change.undoneBy ? (
        <>
          {' '}
          (taken back by <Person entityRef={change.undoneBy} />{' '}
          <Freshness at={change.undoneAt} />)
        </>
      ) : null}
    </>
  );
}

/** The list, newest first, with one button. */
export function ChangeHistory(props: {
  pipeline: PipelineState;
  mayUndo: boolean;
  onUndone: (report: PipelineChangeReport) => void;
}) {
  const { pipeline, mayUndo, onUndone } = props;
  const { name, changes } = pipeline;
  const client = useDataSourcesClient();
  const [isOpen, setIsOpen] = useState(false);
  const newest = changes.find(({ undoneAt }) => undoneAt === undefined);
  if (changes.length === 0) return null;
  return (
    <section aria-label="Changes">
      <ul className={styles.changes}>
        {changes.slice(0, MOST_SHOWN).map(change => (
          <li key={change.id}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {mayUndo && newest ? (
        <div className={styles.actions}>
          <Button variant="tertiary" onPress={() => setIsOpen(true)}>
            Undo the last change...
          </Button>
          <ActionDialog
            title={`Undo the last change of ${name}`}
            action="Undo"
            isOpen={isOpen}
            act={async () => {
              const { id } = newest;
              onUndone(await client.undoChange({ params: { name, id } }));
            }}
            onDone={() => setIsOpen(false)}
            onClose={() => setIsOpen(false)}
          >
            <p>{describe(newest)}</p>
            <p>
              The values before it are written as one more commit, and the
              workflow follows them.
            </p>
          </ActionDialog>
        </div>
      ) : null}
    </section>
  );
}
