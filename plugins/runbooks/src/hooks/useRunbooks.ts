import {
  measureRunbookCoverage,
  RUNBOOK_TYPE,
  type RunbookCoverage,
} from '@254carbon/backstage-plugin-platform-common';
import {
  useQuery,
  type Query,
} from '@254carbon/backstage-plugin-platform-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { toRunbookRow, type RunbookRow } from '../model/toRunbookRow';

const RUNBOOKS = { kind: 'resource', 'spec.type': RUNBOOK_TYPE };

/** The library: every runbook, and which live services have one. */
export interface RunbookLibrary {
  rows: RunbookRow[];
  coverage: RunbookCoverage;
}

/** Reads the whole library from the catalog. Live services are the entities that the inventory stands behind. */
export function useRunbookLibrary(): Query<RunbookLibrary> {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    key: 'runbook-library',
    load: async () => {
      const [runbooks, services] = await Promise.all([
        catalog.getEntities({ filter: RUNBOOKS }),
        catalog.getEntities({
          filter: { kind: ['component', 'resource'] },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
          ],
        }),
      ]);
      const rows = runbooks.items.map(entity =>
        toRunbookRow(entity, Date.now()),
      );
      const refs = services.items
        .filter(
          entity => entity.metadata.annotations?.['254carbon.com/service-id'],
        )
        .map(entity => stringifyEntityRef(entity));
      return { rows, coverage: measureRunbookCoverage(refs, rows) };
    },
  });
}

/** The runbooks of one service, by reference. */
export function useServiceRunbooks(serviceRef: string): Query<RunbookRow[]> {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    key: `runbooks of ${serviceRef}`,
    load: async () => {
      const { items } = await catalog.getEntities({
        filter: { ...RUNBOOKS, 'relations.dependencyof': serviceRef },
      });
      return items.map(entity => toRunbookRow(entity, Date.now()));
    },
  });
}
