import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readKpi,
  readStatusDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { createEntityReader } from '../knowledge/createEntityReader';
import { createIncidentReader } from './createIncidentReader';
import { createKpiBook, KpiBook, KpiBookOptions } from './createKpiBook';
import { DatabaseKpiStore } from './DatabaseKpiStore';

/** The book of KPIs and claims over the plugin's database and the catalog. */
export function openKpiBook(
  options: Omit<
    KpiBookOptions,
    'readKpis' | 'readDocuments' | 'readIncidents' | 'store'
  > & {
    /** Of the plugin, with its tables up to date. */
    db: Knex;
    catalog: CatalogService;
    auth: AuthService;
    discovery: DiscoveryService;
  },
): KpiBook {
  return createKpiBook({
    ...options,
    store: new DatabaseKpiStore(options.db),
    readIncidents: createIncidentReader(options),
    readKpis: createEntityReader({
      ...options,
      type: 'kpi',
      what: 'KPIs',
      toItem: readKpi,
    }),
    readDocuments: createEntityReader({
      ...options,
      type: 'status-document',
      what: 'claims',
      toItem: readStatusDocument,
    }),
  });
}
