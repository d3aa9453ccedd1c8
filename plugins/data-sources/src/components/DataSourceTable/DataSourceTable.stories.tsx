import { toDataSourceRow } from '../../model/toDataSourceRow';
import { dataSourceEntity } from '../../testing/entities';
import { DataSourceTable } from './DataSourceTable';

const sorting = { sort: 'title', descending: false };

export default {
  title: 'data-sources/DataSourceTable',
  component: DataSourceTable,
};

/** A limited source, one without a published limit, one that is wrongly declared. */
export const Three = {
  args: {
    rows: [
      dataSourceEntity('fred', { title: 'FRED' }),
      dataSourceEntity('eia', { title: 'EIA', declared: { quota: [] } }),
      dataSourceEntity('broken', {
        title: 'Wrongly declared',
        declared: { baseUrl: 'nowhere' },
      }),
    ].map(toDataSourceRow),
    sorting,
    onSort: () => undefined,
    empty: null,
  },
};
