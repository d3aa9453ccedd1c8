/** What the list of data sources can be asked: its words, its filters, its orders. Pure. */
import { defineList } from '@254carbon/backstage-plugin-platform-react';
import type { DataSourceRow } from './toDataSourceRow';

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Requests a day that the tightest limit allows; not known where none is published. */
function dailyRequests(row: DataSourceRow): number | undefined {
  const quota = row.declared?.quota ?? [];
  return quota.length > 0
    ? Math.min(
        ...quota.map(({ limit, per }) => (limit * SECONDS.day) / SECONDS[per]),
      )
    : undefined;
}

/** The list of data sources. The search also looks at the series. */
export const DATA_SOURCES = defineList({
  words: ({ name, title, description, declared }: DataSourceRow) => [
    name,
    title,
    description,
    ...(declared?.series ?? []).flatMap(series => [series.id, series.title]),
  ],
  filters: {
    authentication: row => row.declared?.authentication.kind,
    redistribution: row => row.declared?.licence.redistribution,
  },
  orders: {
    title: row => row.title,
    quota: dailyRequests,
    licence: row => row.declared?.licence.redistribution,
    authentication: row => row.declared?.authentication.kind,
    series: row => row.declared?.series.length,
    consumers: row => row.consumers.length,
  },
  initial: { sort: 'title', descending: false },
  tieBreak: row => row.title,
});

/** An order of the list. */
export type DataSourceOrder = keyof typeof DATA_SOURCES.orders;

/** A filter of the list. */
export type DataSourceFilter = keyof typeof DATA_SOURCES.filters;
