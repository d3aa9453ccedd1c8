import {
  EmptyState,
  Panel,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { RunbookTable } from '../../components/RunbookTable';
import {
  useRunbookLibrary,
  type RunbookLibrary,
} from '../../hooks/useRunbooks';
import {
  filterRunbooks,
  readFilter,
  writeFilter,
  type RunbookFilter,
} from '../../model/filterRunbooks';
import { Coverage } from './Coverage';
import { Filters } from './Filters';
import styles from './RunbooksPage.module.css';

function Library(props: { library: RunbookLibrary }) {
  const { rows, coverage } = props.library;
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const found = filterRunbooks(rows, filter);
  const change = (part: Partial<RunbookFilter>) =>
    setQuery(writeFilter({ ...filter, ...part }), { replace: true });
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
      <Panel title={`Procedures (${found.length} of ${rows.length})`}>
        <Filters rows={rows} filter={filter} onChange={change} />
        <div role="status" className={styles.announce}>
          {found.length} runbooks shown
        </div>
        {found.length === 0 ? (
          <EmptyState
            title="No runbook fits the search and the filters"
            action={
              <Button
                onPress={() =>
                  setQuery(new URLSearchParams(), { replace: true })
                }
              >
                Show all runbooks
              </Button>
            }
          />
        ) : (
          <RunbookTable rows={found} sorting={filter} onSort={change} />
        )}
      </Panel>
    </div>
  );
}

/** The library of procedures: what there is, how risky and how well tried, and which services have none. */
export function RunbooksPage() {
  const query = useRunbookLibrary();
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Runbooks</h1>
      <QueryView
        query={query}
        what="the runbooks"
        permission="catalog.entity.read"
        rows={8}
      >
        {library => <Library library={library} />}
      </QueryView>
    </main>
  );
}
