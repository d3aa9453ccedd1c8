import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import {
  Contract,
  ContractClient,
  createContractClient,
  RouteDeclaration,
} from '@254carbon/backstage-plugin-platform-common';
import { useMemo } from 'react';

/** The typed client of a plugin's contract, with the signed-in user's identity. */
export function useContractClient<R extends Record<string, RouteDeclaration>>(
  contract: Contract<R>,
): ContractClient<R> {
  const discovery = useApi(discoveryApiRef);
  const { fetch } = useApi(fetchApiRef);
  return useMemo(
    () =>
      createContractClient({
        contract,
        fetch,
        baseUrl: () => discovery.getBaseUrl(contract.pluginId),
      }),
    [contract, discovery, fetch],
  );
}
