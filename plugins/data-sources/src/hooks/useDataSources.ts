import { DATA_SOURCE_TYPE } from '@254carbon/backstage-plugin-platform-common';
import {
  useQuery,
  type Query,
} from '@254carbon/backstage-plugin-platform-react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { toDataSourceRow, type DataSourceRow } from '../model/toDataSourceRow';

/** Every data source of the catalog. */
export function useDataSources(): Query<DataSourceRow[]> {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    key: 'data-sources',
    load: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'resource', 'spec.type': DATA_SOURCE_TYPE },
      });
      return items.map(toDataSourceRow);
    },
  });
}
