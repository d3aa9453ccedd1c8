/** What the systems say that watch the platform and run its pipelines. */
import { Observation } from '../../model';
import {
  DashboardsView,
  LoadedRule,
  mapObservation,
  RunsView,
  RunStatistics,
  ScrapeTarget,
} from '../../telemetry';
import { deriveOrExplain, exactly, shareOf } from './observeEverywhere';
import { observeAny, observeParts } from './observeParts';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

function observeRules(
  inputs: MeasurementInputs,
): Observation<readonly string[]> {
  const loaded = (rules: readonly LoadedRule[]) =>
    rules
      .filter(({ type }) => type === 'alerting')
      .map(({ group, name, expression }) => `${group} ${name} ${expression}`);
  return observeAny(inputs, [
    observeParts(inputs, 'vmalert', 'vmalert', ({ parts }) =>
      mapObservation(parts.rules, loaded),
    ),
    observeParts(inputs, 'prometheus', 'Prometheus', ({ parts }) =>
      mapObservation(parts.rules, loaded),
    ),
    observeParts(inputs, 'victoria-metrics', 'VictoriaMetrics', ({ parts }) =>
      mapObservation(parts.rules, loaded),
    ),
    observeParts(inputs, 'grafana', 'Grafana', ({ parts }) =>
      mapObservation(parts.alertRules, rules =>
        rules
          .filter(({ paused }) => !paused)
          .map(({ uid }) => `grafana ${uid}`),
      ),
    ),
  ]);
}

function observeTargets(
  inputs: MeasurementInputs,
): Observation<readonly ScrapeTarget[]> {
  return observeAny(inputs, [
    observeParts(inputs, 'vmagent', 'vmagent', ({ parts }) =>
      mapObservation(parts.targets, ({ active }) => active),
    ),
    observeParts(inputs, 'prometheus', 'Prometheus', ({ parts }) =>
      mapObservation(parts.targets, ({ active }) => active),
    ),
    observeParts(inputs, 'victoria-metrics', 'VictoriaMetrics', ({ parts }) =>
      mapObservation(parts.targets, ({ active }) => active),
    ),
  ]);
}

function measureCompletion(
  all: readonly RunStatistics[],
  what: string,
): MeasuredValue | string {
  const count = (outcome: string) =>
    all
      .flatMap(({ byState }) => byState)
      .filter(one => one.outcome === outcome)
      .reduce((sum, one) => sum + one.count, 0);
  const good = count('succeeded');
  const open = count('unknown');
  const of = good + count('failed') + open;
  return of === 0
    ? `No ${what} ended in the time that was looked at.`
    : shareOf({ good, open, of }, `${what}s that ended succeeded`);
}

/** Minutes from when a run should have started to when it did, of nineteen in twenty at most. */
function measureDelay(views: readonly RunsView[]): MeasuredValue | string {
  const delays = views
    .flatMap(({ runs }) => runs)
    .filter(({ dryRun }) => !dryRun)
    .flatMap(({ scheduledFor, startedAt }) =>
      scheduledFor && startedAt
        ? Math.max(0, Date.parse(startedAt) - Date.parse(scheduledFor)) / 60_000
        : [],
    )
    .sort((a, b) => a - b);
  if (delays.length === 0)
    return 'No scheduled run started in the time that was looked at.';
  const at = Math.max(0, Math.ceil(delays.length * 0.95) - 1);
  const minutes = Math.ceil(delays[at] * 100) / 100;
  return exactly(
    minutes,
    `19 of 20 of ${delays.length} runs started within this time`,
  );
}

/** The longest time between two refreshes; a dashboard that is never refreshed has none. */
function measureRefresh(
  views: readonly DashboardsView[],
): MeasuredValue | string {
  const all = views.flatMap(({ dashboards }) => dashboards);
  if (!views.every(({ complete }) => complete))
    return 'Not every dashboard of Grafana could be listed.';
  if (all.length === 0) return 'There is no dashboard.';
  const never = all.filter(
    ({ refreshSeconds }) => refreshSeconds === undefined,
  );
  if (never.length > 0)
    return `${never.length} of ${
      all.length
    } dashboards are not refreshed until somebody does it (${never
      .slice(0, 3)
      .map(({ title }) => title)
      .join(', ')}).`;
  const longest = Math.max(
    ...all.map(({ refreshSeconds = 0 }) => refreshSeconds),
  );
  return exactly(longest, `the longest of ${all.length} dashboards`);
}

const DOLPHIN = 'DolphinScheduler';

/** How many of what the scheduler counts succeed, of those that end. */
function completionOf(of: {
  id: string;
  title: string;
  what: string;
  part: 'statistics' | 'taskStatistics';
}): Measurement {
  const { id, title, what, part } = of;
  return {
    id,
    title,
    unit: 'percent',
    measure: inputs =>
      deriveOrExplain(
        observeParts(inputs, 'dolphinscheduler', DOLPHIN, ({ parts }) =>
          mapObservation(parts[part], statistics => [statistics]),
        ),
        inputs.now,
        all => measureCompletion(all, what),
      ),
  };
}

/** Figures from the systems that watch the platform, and from its scheduler. */
export const TELEMETRY_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'dashboards',
    title: 'Dashboards in Grafana',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeParts(inputs, 'grafana', 'Grafana', ({ parts }) =>
          mapObservation(parts.dashboards, view => [view]),
        ),
        inputs.now,
        views => {
          const count = views.flatMap(({ dashboards }) => dashboards).length;
          return views.every(({ complete }) => complete)
            ? exactly(count, `${count} dashboards`)
            : 'Not every dashboard of Grafana could be listed.';
        },
      ),
  },
  {
    id: 'dashboard-refresh',
    title: 'Time between two refreshes of a dashboard',
    unit: 'seconds',
    measure: inputs =>
      deriveOrExplain(
        observeParts(inputs, 'grafana', 'Grafana', ({ parts }) =>
          mapObservation(parts.dashboards, view => [view]),
        ),
        inputs.now,
        measureRefresh,
      ),
  },
  {
    id: 'alert-rules',
    title: 'Alert rules that something has loaded',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(observeRules(inputs), inputs.now, rules => {
        const count = new Set(rules).size;
        return exactly(count, `${count} alert rules`);
      }),
  },
  {
    id: 'scrape-targets-up',
    title: 'Places that are scraped and answer',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(observeTargets(inputs), inputs.now, targets => {
        const keyOf = ({ job, instance }: ScrapeTarget) => `${job} ${instance}`;
        const up = new Set(
          targets.filter(({ health }) => health === 'up').map(keyOf),
        ).size;
        const all = new Set(targets.map(keyOf)).size;
        return exactly(up, `${up} of ${all} targets answer`);
      }),
  },
  completionOf({
    id: 'workflow-completion-share',
    title: 'Runs of workflows that succeed, of those that end',
    what: 'run',
    part: 'statistics',
  }),
  completionOf({
    id: 'task-success-rate',
    title: 'Tasks of workflows that succeed, of those that end',
    what: 'task',
    part: 'taskStatistics',
  }),
  {
    id: 'execution-delay',
    title: 'From when a run should start to when it does',
    unit: 'minutes',
    measure: inputs =>
      deriveOrExplain(
        observeParts(inputs, 'dolphinscheduler', DOLPHIN, ({ parts }) =>
          mapObservation(parts.runs, view => [view]),
        ),
        inputs.now,
        measureDelay,
      ),
  },
  {
    id: 'workflows',
    title: 'Workflows that are defined',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeParts(
          inputs,
          'dolphinscheduler',
          DOLPHIN,
          ({ parts }) => parts.workflows,
        ),
        inputs.now,
        workflows => exactly(workflows.length, `${workflows.length} workflows`),
      ),
  },
];
