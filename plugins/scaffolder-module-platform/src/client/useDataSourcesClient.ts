import { dataSourcesContract } from '@254carbon/backstage-plugin-platform-common';
import { useContractClient } from '@254carbon/backstage-plugin-platform-react';

/** The typed client of the `data-sources` plugin. */
export function useDataSourcesClient() {
  return useContractClient(dataSourcesContract);
}
