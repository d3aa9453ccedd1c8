/** What a task made, with undo: on its page, whether it went well or not. */
import { UndoReport } from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  Panel,
  QueryView,
  StateIcon,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useDataSourcesClient } from '../client/useDataSourcesClient';
import { MadeList } from './MadeList';

const REFRESH_MS = 5_000;

const STATES = {
  undone: 'good',
  'already-gone': 'good',
  left: 'not-applicable',
  failed: 'fail',
} as const;

/** How undoing went, step by step. */
export function UndoSteps(props: { report: UndoReport }) {
  const { complete, steps } = props.report;
  return (
    <div role="status">
      <p>
        {complete
          ? 'Everything that could be undone is undone.'
          : 'It stopped at a step that failed; undoing again goes on from there.'}
      </p>
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {steps.map(({ entryId, ref, outcome, message }) => (
          <li key={entryId} style={{ overflowWrap: 'anywhere' }}>
            <StateIcon state={STATES[outcome]} /> <strong>{ref}:</strong>{' '}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The panel. */
export function MadePanel(props: { taskId: string }) {
  const { taskId } = props;
  const client = useDataSourcesClient();
  const [isOpen, setIsOpen] = useState(false);
  const [report, setReport] = useState<UndoReport>();
  const query = useQuery({
    key: `made ${taskId}`,
    load: signal => client.getMade({ params: { taskId } }, { signal }),
    refreshMs: REFRESH_MS,
  });
  const undoable = query.data?.entries.some(entry => entry.undoable) ?? false;
  return (
    <Panel
      title="What was made"
      actions={
        undoable ? (
          <Button variant="secondary" onPress={() => setIsOpen(true)}>
            Undo everything...
          </Button>
        ) : undefined
      }
    >
      <QueryView
        query={query}
        what="what the task made"
        permission="data-sources.source.read"
      >
        {made => <MadeList entries={made.entries} />}
      </QueryView>
      {report ? <UndoSteps report={report} /> : null}
      <ActionDialog
        title="Undo everything that the task made"
        action="Undo"
        destructive
        isOpen={isOpen}
        act={async () => {
          setReport(await client.undoMade({ params: { taskId } }));
          query.reload();
        }}
        onDone={() => setIsOpen(false)}
        onClose={() => setIsOpen(false)}
      >
        <p>
          The newest is undone first, and each step is told. What stood before
          the task is left.
        </p>
      </ActionDialog>
    </Panel>
  );
}
