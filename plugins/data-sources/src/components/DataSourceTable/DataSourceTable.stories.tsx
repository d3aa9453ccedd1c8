import { readQuestion } from '@254carbon/backstage-plugin-platform-react';
import { DATA_SOURCES } from '../../model/dataSourceList';
import { toDataSourceRow } from '../../model/toDataSourceRow';
import { dataSourceEntity } from '../../testing/entities';
import { DataSourceTable } from './DataSourceTable';

const nothing = () => undefined;
const asked = {
  ...readQuestion(DATA_SOURCES, new URLSearchParams()),
  setSearch: nothing,
  setFilter: nothing,
  setSorting: nothing,
  showAll: nothing,
};
const rows = [
  dataSourceEntity('fred', { title: 'FRED' }),
  dataSourceEntity('eia', { title: 'EIA', declared: { quota: [] } }),
  dataSourceEntity('broken', {
    title: 'Wrongly declared',
    declared: { baseUrl: 'nowhere' },
  }),
].map(toDataSourceRow);

export default {
  title: 'data-sources/DataSourceTable',
  component: DataSourceTable,
};

/** A limited source, one without a published limit, one that is wrongly declared. */
export const Three = {
  args: { list: { ...asked, found: rows, total: rows.length } },
};
