import {
  AUTHENTICATION_KINDS,
  REDISTRIBUTION,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  FilterBar,
  NoMatch,
  Panel,
  QueryView,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { DataSourceTable } from '../../components/DataSourceTable';
import { useDataSources } from '../../hooks/useDataSources';
import { DATA_SOURCES } from '../../model/dataSourceList';
import type { DataSourceRow } from '../../model/toDataSourceRow';
import styles from './DataSourcesPage.module.css';

const optionsOf = (values: readonly string[]) =>
  values.map(value => ({ value, label: value.replace(/-/g, ' ') }));

const CHOICES = [
  {
    filter: 'authentication',
    label: 'Authentication',
    options: optionsOf(AUTHENTICATION_KINDS),
  },
  {
    filter: 'redistribution',
    label: 'Licence',
    options: optionsOf(REDISTRIBUTION),
  },
] as const;

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
      <FilterBar
        label="Filter the data sources"
        placeholder="source or series"
        filtering={list}
        choices={CHOICES}
        status={`${list.found.length} sources shown`}
      />
      <DataSourceTable
        rows={list.found}
        sorting={list}
        onSort={list.setSorting}
        empty={
          <NoMatch
            title="No source fits the search and the filters"
            showAll="Show all sources"
            onShowAll={list.showAll}
          />
        }
      />
    </Panel>
  );
}

/** The external data sources: what they allow, what they deliver, who reads them. */
export function DataSourcesPage() {
  const query = useDataSources();
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Data sources</h1>
      <p className={styles.lead}>
        What is declared about each source. Whether today&apos;s data are in is
        not measured yet, so no source is called healthy.
      </p>
      <QueryView
        query={query}
        what="the data sources"
        permission="catalog.entity.read"
        rows={8}
      >
        {rows => <Sources rows={rows} />}
      </QueryView>
    </main>
  );
}
