/** What the steps of the workflows are: mostly sound, and three that are not, as the list of defects says. */
import type { WorkflowSeed } from './workflows';

/** A task's own half of its definition. */
export interface TaskSeed {
  taskType: 'SHELL' | 'SQL';
  taskParams: Record<string, unknown>;
  failRetryTimes: number;
  /** Minutes. */
  failRetryInterval: number;
}

const COMMON = { localParams: [], resourceList: [] };

function shell(rawScript: string): TaskSeed {
  return {
    taskType: 'SHELL',
    taskParams: { ...COMMON, rawScript },
    failRetryTimes: 3,
    failRetryInterval: 5,
  };
}

function sql(text: string): TaskSeed {
  return {
    taskType: 'SQL',
    taskParams: {
      ...COMMON,
      type: 'TRINO',
      datasource: 1,
      sqlType: 1,
      sql: text,
      preStatements: [],
      postStatements: [],
    },
    failRetryTimes: 2,
    failRetryInterval: 5,
  };
}

function tableOf(name: string): string {
  return name
    .replace(/-(daily|weekly|hourly|monthly|eod)$/, '')
    .replaceAll('-', '_');
}

const STEPS: Record<string, (name: string) => TaskSeed> = {
  extract: name =>
    shell(
      `set -euo pipefail\npython jobs/extract.py --workflow ${name} --day \${system.biz.date}`,
    ),
  validate: name =>
    shell(`great_expectations checkpoint run prices --batch ${tableOf(name)}`),
  load: name =>
    sql(
      `INSERT INTO iceberg.raw.${tableOf(name)} SELECT * FROM staging.${tableOf(
        name,
      )}`,
    ),
  compact: () => shell('python jobs/compact.py --catalog iceberg'),
  'expire-snapshots': () =>
    shell('python jobs/compact.py --catalog iceberg --expire 7d'),
  'remove-orphans': () =>
    shell('python jobs/compact.py --catalog iceberg --orphans'),
  check: () => shell('great_expectations checkpoint run freshness'),
  report: () => shell('echo "quality check passed"\nexit 0'),
};

/** What stands against good sense: a step of one comment, and one that is never tried again. */
const DEFECTS: Record<string, Partial<TaskSeed>> = {
  'census-trade-monthly validate': {
    taskParams: {
      ...COMMON,
      rawScript: '# checks of the figures come later\n',
    },
  },
  'polygon-futures-eod extract': { failRetryTimes: 0, failRetryInterval: 1 },
};

/** The definition of a step of a workflow. */
export function taskOf({ name }: WorkflowSeed, task: string): TaskSeed {
  const make = STEPS[task] ?? STEPS.extract;
  return { ...make(name), ...DEFECTS[`${name} ${task}`] };
}

const QUOTAS: Record<
  string,
  readonly [source: string, asked: number, allowed: number]
> = {
  'eia-gas-prices-daily': ['eia', 40, 5_000],
  'fred-macro-daily': ['fred', 120, 100_000],
  'alpha-vantage-fx-daily': ['alpha-vantage', 60, 25],
};

/** The parameters of a workflow, as text of JSON. */
export function parametersOf({ name }: WorkflowSeed): string {
  const quota = QUOTAS[name];
  if (!quota) return '[]';
  const [source, asked, allowed] = quota;
  return JSON.stringify(
    Object.entries({
      'quota.source': source,
      'quota.requestsPerDay': `${asked}`,
      'quota.allowedPerDay': `${allowed}`,
    }).map(([prop, value]) => ({ prop, direct: 'IN', type: 'VARCHAR', value })),
  );
}
