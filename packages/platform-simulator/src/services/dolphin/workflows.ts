/** The eleven workflows of the project that the reports name, as they would have been made by hand in its pages. */

/** A workflow of the project. */
export interface WorkflowSeed {
  name: string;
  description: string;
  /** Hours of the day, UTC, at which it runs; none has no schedule. */
  hours: readonly number[];
  online: boolean;
  scheduleOnline: boolean;
  tasks: readonly string[];
  minutes: number;
  /** Share of runs that fail. */
  failing: number;
  /** A task that fails every time, and the run is called a success. */
  ignores?: string;
}

function daily(
  name: string,
  description: string,
  more: Partial<WorkflowSeed> = {},
): WorkflowSeed {
  return {
    name,
    description,
    hours: [6],
    online: true,
    scheduleOnline: true,
    tasks: ['extract', 'validate', 'load'],
    minutes: 4,
    failing: 0.02,
    ...more,
  };
}

/** Every workflow of the project, oldest first. */
export const WORKFLOWS: readonly WorkflowSeed[] = [
  daily('eia-gas-prices-daily', 'Natural gas prices of the EIA.'),
  daily('eia-petroleum-stocks-weekly', 'Petroleum stocks of the EIA.', {
    hours: [16],
  }),
  daily('fred-macro-daily', 'Macro-economic series of FRED.', { hours: [5] }),
  daily('noaa-weather-hourly', 'Observations of weather stations.', {
    hours: Array.from({ length: 24 }, (_, hour) => hour),
    minutes: 2,
    failing: 0.08,
  }),
  daily('gie-gas-storage-daily', 'Gas storage in Europe.', {
    hours: [18],
    failing: 0.3,
  }),
  daily('polygon-futures-eod', 'Futures at the end of the day.', {
    hours: [22],
    failing: 1,
  }),
  daily('alpha-vantage-fx-daily', 'Foreign exchange rates.', {
    hours: [7],
    scheduleOnline: false,
  }),
  daily('census-trade-monthly', 'Trade figures.', { hours: [], minutes: 12 }),
  daily('iceberg-maintenance-daily', 'Compaction and expiry of snapshots.', {
    hours: [2],
    tasks: ['compact', 'expire-snapshots', 'remove-orphans'],
    minutes: 40,
  }),
  daily('data-quality-daily', 'Checks of yesterday.', {
    hours: [8, 20],
    failing: 0,
    tasks: ['check', 'report'],
    ignores: 'check',
  }),
  daily('ml-features-daily', 'Features for the forecast.', {
    online: false,
    scheduleOnline: false,
    hours: [9],
  }),
];

/** Code of the project. */
export const PROJECT = 19434550788288;

/** Code of a workflow, by its place in the list. */
export function codeOf(index: number): number {
  return PROJECT + 1_048_576 * (index + 1);
}
