import {
  EmptyState,
  PageFrame,
  Panel,
  QueryView,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { RunbookTable } from '../../components/RunbookTable';
import {
  useRunbookLibrary,
  type RunbookLibrary,
} from '../../hooks/useRunbooks';
import { RUNBOOKS } from '../../model/runbookList';
import { Coverage } from './Coverage';
import styles from './RunbooksPage.module.css';

function Library(props: { library: RunbookLibrary }) {
  const { rows, coverage } = props.library;
  const list = useUrlFilters(RUNBOOKS, rows);
  if (rows.length === 0) {
    return (
      <EmptyState title="There is no runbook in the catalog">
        Write one in <code>runbooks/docs/</code>; the portal finds it by itself.
      </EmptyState>
    );
  }
  return (
    <div className={styles.stack}>
      <Coverage coverage={coverage} />
      <Panel title={`Procedures (${list.found.length} of ${rows.length})`}>
        <RunbookTable list={list} all={rows} />
      </Panel>
    </div>
  );
}

/** The library of procedures: what there is, how risky and how well tried, and which services have none. */
export function RunbooksPage() {
  const query = useRunbookLibrary();
  return (
    <PageFrame
      title="Runbooks"
      lead="What to do when something fails, step by step: how risky each procedure is, when somebody last walked through it, and which services have none."
    >
      <QueryView
        query={query}
        what="the runbooks"
        permission="catalog.entity.read"
        rows={8}
      >
        {library => <Library library={library} />}
      </QueryView>
    </PageFrame>
  );
}
