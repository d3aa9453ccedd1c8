/**
 * Figures that documents speak of and that the portal knows it does not measure, each with what it would take. They are here so that
 * a KPI or a claim can name them and say why it is unmeasured.
 */
import { KpiUnit } from '../kpis';
import { nothingToMeasure } from './observeEverywhere';
import { Measurement } from './types';

function notMeasured(
  id: string,
  title: string,
  unit: KpiUnit,
  wouldNeed: string,
): Measurement {
  return {
    id,
    title,
    unit,
    measure: ({ now }) =>
      nothingToMeasure(`It is not measured; it would need ${wouldNeed}.`, now, {
        kind: 'document',
        name: id,
      }),
  };
}

/** Figures that nothing measures. */
export const NOT_MEASURED: readonly Measurement[] = [
  notMeasured(
    'query-latency',
    'Time within which 95 of 100 queries end',
    'milliseconds',
    'the query metrics of Trino, scraped',
  ),
];
