import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readKpi,
  readStatusDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { createEntityReader } from '../knowledge/createEntityReader';
import { createKpiBook, KpiBook, KpiBookOptions } from './createKpiBook';
import { DatabaseKpiStore } from './DatabaseKpiStore';

/** The book of KPIs and claims over the plugin's database and the catalog. */
export function openKpiBook(
  options: Omit<KpiBookOptions, 'readKpis' | 'readDocuments' | 'store'> & {
    /** Of the plugin, with its tables up to date. */
    db: Knex;
    catalog: CatalogService;
    auth: AuthService;
  },
): KpiBook {
  return createKpiBook({
    ...options,
    store: new DatabaseKpiStore(options.db),
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
