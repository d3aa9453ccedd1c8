/** The alerts about a service, as they are loaded, and as they are only written. */
import { lastKnown, Observation, observed } from '../../model';
import {
  judgeQuery,
  LoadedRule,
  QueryJudgement,
  SeriesView,
} from '../../telemetry';
import { FactContext } from './context';
import { WordIndex } from './mentions';
import { once } from './once';
import { declaredTrees, treesAre } from './trees';
import { joinParts, readingsOf, seriesOf } from './watching';

/** An alert about the service, as it is loaded, or as it is only written. */
export interface AlertFact {
  /** `alert TrinoDown`. */
  object: string;
  name: string;
  /** An evaluator has loaded it; absent when no evaluator is asked. */
  loaded?: boolean;
  /** It is written in a manifest. */
  declared: boolean;
  expression: string;
  severity: string;
  forSeconds?: number;
  health?: 'ok' | 'error' | 'unknown';
  lastError?: string;
  /**
   * Whether it was evaluated lately when it was looked at; absent when it never was. Evaluators evaluate all the time: the instant
   * itself is a fact only where it is long past.
   */
  evaluated?: 'lately' | 'long-ago';
  /** When it was last evaluated, if that is long ago. */
  lastEvaluation?: string;
  runbook?: string;
  /** Whether its selectors match anything. */
  data?: Pick<QueryJudgement, 'state' | 'because'>;
}

const EVALUATORS = ['prometheus', 'victoria-metrics', 'vmalert'] as const;

function seconds(duration: string | undefined): number | undefined {
  const units: Record<string, number> = {
    ms: 0.001,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
    y: 31_536_000,
  };
  const parts = [...(duration ?? '').matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.length
    ? parts.reduce(
        (sum, [, count, unit]) => sum + Number(count) * units[unit],
        0,
      )
    : undefined;
}

/** An alert that was not evaluated for this long is not watched, in milliseconds. */
const LONG_AGO = 30 * 60 * 1000;

function evaluationOf(
  { lastEvaluation }: LoadedRule,
  seenAt: number,
): Pick<AlertFact, 'evaluated' | 'lastEvaluation'> {
  if (!lastEvaluation) return {};
  return seenAt - Date.parse(lastEvaluation) > LONG_AGO
    ? { evaluated: 'long-ago', lastEvaluation }
    : { evaluated: 'lately' };
}

function fromLoaded(
  rule: LoadedRule,
  seenAt: number,
  series: Observation<SeriesView> | undefined,
): AlertFact {
  const { name, expression, labels, annotations } = rule;
  const runbook =
    annotations.runbook_url ?? annotations.runbook ?? annotations.runbookUrl;
  const data = series && judgeQuery({ expression, series });
  return {
    object: `alert ${name}`,
    name,
    loaded: true,
    declared: false,
    expression,
    severity: labels.severity ?? '',
    health: rule.health,
    ...(rule.forSeconds === undefined ? {} : { forSeconds: rule.forSeconds }),
    ...(rule.lastError ? { lastError: rule.lastError } : {}),
    ...evaluationOf(rule, seenAt),
    ...(runbook ? { runbook } : {}),
    ...(data ? { data: { state: data.state, because: data.because } } : {}),
  };
}

function writtenAlerts(context: FactContext): AlertFact[] {
  const trees = declaredTrees(context);
  const known = lastKnown(trees)?.value ?? [];
  return known
    .flatMap(({ artefacts }) => artefacts)
    .filter(({ kind }) => kind === 'alert-rule')
    .map(({ name, details }) => {
      const forSeconds = seconds(details.for);
      return {
        object: `alert ${name}`,
        name,
        declared: true,
        expression: details.expr ?? '',
        severity: details.severity ?? '',
        ...(forSeconds === undefined ? {} : { forSeconds }),
        ...(details.runbook ? { runbook: details.runbook } : {}),
      };
    });
}

function tellAlert({ name, expression }: AlertFact): string {
  // Camel case is taken apart: TrinoWorkerDown speaks of trino.
  return `${name.replace(/([a-z0-9])([A-Z])/g, '$1 $2')} , ${expression}`;
}

/** What was loaded, and whether everything that evaluates alerts has told; else an alert may be loaded elsewhere. */
interface Loaded {
  rules: readonly LoadedRule[] | undefined;
  isWhole: boolean;
  /** When they were looked at, in milliseconds since the epoch. */
  seenAt: number;
}

function mergeAlerts(
  context: FactContext,
  { rules, isWhole, seenAt }: Loaded,
): AlertFact[] {
  const series = seriesOf(context);
  const alerting = rules?.filter(({ type }) => type === 'alerting');
  const names = new Set(alerting?.map(({ name }) => name));
  const writtenNames = new Set(writtenAlerts(context).map(({ name }) => name));
  const only = writtenAlerts(context).filter(({ name }) => !names.has(name));
  return [
    ...(alerting ?? []).map(rule => ({
      ...fromLoaded(rule, seenAt, series),
      declared: writtenNames.has(rule.name),
    })),
    ...only.map(alert => (isWhole ? { ...alert, loaded: false } : alert)),
  ];
}

/** The alerts about the service, loaded or only written. */
export function extractAlerts(
  context: FactContext,
): Observation<readonly AlertFact[]> {
  const { service, now } = context;
  const parts = readingsOf(context, EVALUATORS).map(
    ({ parts: { rules } }) => rules as Observation<LoadedRule[]>,
  );
  const loaded = joinParts(context, parts, 'alert rules', values =>
    values.flat(),
  );
  const rules = lastKnown(loaded)?.value;
  const trees = declaredTrees(context);
  if (!rules && !lastKnown(trees)) return loaded as Observation<never>;
  const isWhole =
    rules !== undefined && parts.every(part => lastKnown(part) !== undefined);
  const known = lastKnown(loaded) ?? lastKnown(trees)!;
  const seenAt = Date.parse(known.observedAt) || now;
  const owner: object = context.telemetry ?? treesAre(context);
  const index = once(
    owner,
    `alerts ${service.cluster} ${rules?.length} ${
      lastKnown(trees)?.observedAt
    }`,
    () =>
      new WordIndex(
        mergeAlerts(context, { rules, isWhole, seenAt }),
        tellAlert,
      ),
  );
  const value = index.about(service);
  const source = rules ? loaded.source : trees.source;
  return observed({ value, now: seenAt, source });
}
