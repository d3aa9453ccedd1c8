import {
  AUTHENTICATION_KINDS,
  REDISTRIBUTION,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Panel,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { Button, SearchField, Select } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { DataSourceTable } from '../../components/DataSourceTable';
import { useDataSources } from '../../hooks/useDataSources';
import {
  filterDataSources,
  readFilter,
  writeFilter,
  type DataSourceFilter,
} from '../../model/filterDataSources';
import type { DataSourceRow } from '../../model/toDataSourceRow';
import styles from './DataSourcesPage.module.css';

const ALL = 'all';

function Choice(props: {
  label: string;
  value: string;
  values: readonly string[];
  onChange: (value: string) => void;
}) {
  return (
    <Select
      label={props.label}
      size="small"
      options={[
        { value: ALL, label: 'all' },
        ...props.values.map(value => ({
          value,
          label: value.replace(/-/g, ' '),
        })),
      ]}
      selectedKey={props.value || ALL}
      onSelectionChange={key =>
        props.onChange(key === ALL || key === null ? '' : String(key))
      }
    />
  );
}

function Filters(props: {
  filter: DataSourceFilter;
  onChange: (change: Partial<DataSourceFilter>) => void;
}) {
  const { filter, onChange } = props;
  return (
    <div
      className={styles.filters}
      role="search"
      aria-label="Filter the data sources"
    >
      <SearchField
        label="Search"
        size="small"
        placeholder="source or series"
        value={filter.search}
        onChange={search => onChange({ search })}
      />
      <Choice
        label="Authentication"
        value={filter.authentication}
        values={AUTHENTICATION_KINDS}
        onChange={authentication => onChange({ authentication })}
      />
      <Choice
        label="Licence"
        value={filter.redistribution}
        values={REDISTRIBUTION}
        onChange={redistribution => onChange({ redistribution })}
      />
    </div>
  );
}

function Sources(props: { rows: DataSourceRow[] }) {
  const { rows } = props;
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const found = filterDataSources(rows, filter);
  const change = (part: Partial<DataSourceFilter>) =>
    setQuery(writeFilter({ ...filter, ...part }), { replace: true });
  if (rows.length === 0) {
    return (
      <EmptyState title="No data source is in the catalog">
        Declare one in <code>catalog/data-sources/</code> and name it in{' '}
        <code>all.yaml</code> there.
      </EmptyState>
    );
  }
  return (
    <Panel title={`Sources (${found.length} of ${rows.length})`}>
      <Filters filter={filter} onChange={change} />
      <div role="status" className={styles.announce}>
        {found.length} sources shown
      </div>
      {found.length === 0 ? (
        <EmptyState
          title="No source fits the search and the filters"
          action={
            <Button
              onPress={() => setQuery(new URLSearchParams(), { replace: true })}
            >
              Show all sources
            </Button>
          }
        />
      ) : (
        <DataSourceTable rows={found} sorting={filter} onSort={change} />
      )}
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
