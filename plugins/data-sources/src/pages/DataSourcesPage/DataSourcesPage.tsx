import {
  EmptyState,
  PageFrame,
  Panel,
  QueryView,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { DataSourceTable } from '../../components/DataSourceTable';
import { useDataSources } from '../../hooks/useDataSources';
import { DATA_SOURCES } from '../../model/dataSourceList';
import type { DataSourceRow } from '../../model/toDataSourceRow';

function Sources(props: { rows: DataSourceRow[] }) {
  const { rows } = props;
  const list = useUrlFilters(DATA_SOURCES, rows);
  if (rows.length === 0) {
    return (
      <EmptyState title="No data source is in the catalog">
        Declare one in <code>catalog/data-sources/</code> and name it in{' '}
        <code>all.yaml</code> there.
      </EmptyState>
    );
  }
  return (
    <Panel title={`Sources (${list.found.length} of ${rows.length})`}>
      <DataSourceTable list={list} />
    </Panel>
  );
}

/** The external data sources: what they allow, what they deliver, who reads them. */
export function DataSourcesPage() {
  const query = useDataSources();
  return (
    <PageFrame
      title="Data sources"
      lead="What is declared about each source. Whether today's data are in is not measured yet, so no source is called healthy."
    >
      <QueryView
        query={query}
        what="the data sources"
        permission="catalog.entity.read"
        rows={8}
      >
        {rows => <Sources rows={rows} />}
      </QueryView>
    </PageFrame>
  );
}
