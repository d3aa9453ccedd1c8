/** What an evaluator of rules makes of the PrometheusRules of the world. */
import type { ServiceCall } from '../types';
import { evaluate } from './evaluate';
import type { Series } from './types';

interface DeclaredRule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface DeclaredGroup {
  name: string;
  rules: DeclaredRule[];
}

function seconds(told: string | undefined): number {
  const found = /^(\d+)(s|m|h)$/.exec(told ?? '');
  return found
    ? Number(found[1]) * { s: 1, m: 60, h: 3600 }[found[2] as 's' | 'm' | 'h']
    : 0;
}

/** An alert that is raised now. */
export interface Raised {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  state: 'firing' | 'pending';
  activeAt: string;
  value: string;
}

function raise(
  rule: DeclaredRule,
  found: readonly Series[],
  now: number,
): Raised[] {
  return found.map(({ labels: { __name__: _, ...labels }, value }) => ({
    labels: { alertname: rule.alert ?? '', ...labels, ...rule.labels },
    annotations: rule.annotations ?? {},
    state: 'firing',
    activeAt: new Date(now - 3_600_000).toISOString(),
    value: value.toExponential(),
  }));
}

function loadRule(
  rule: DeclaredRule,
  call: ServiceCall,
  series: readonly Series[],
) {
  const alerts = rule.alert
    ? raise(rule, evaluate(rule.expr, series), call.now)
    : [];
  const common = {
    name: rule.alert ?? rule.record ?? '',
    query: rule.expr,
    health: 'ok',
    evaluationTime: 0.0004,
    lastEvaluation: new Date(call.now - 12_000).toISOString(),
    labels: rule.labels ?? {},
    type: rule.alert ? 'alerting' : 'recording',
  };
  return rule.alert
    ? {
        ...common,
        state: alerts.length > 0 ? 'firing' : 'inactive',
        duration: seconds(rule.for),
        keepFiringFor: 0,
        annotations: rule.annotations ?? {},
        alerts,
      }
    : common;
}

/** The groups of rules with what they raise. */
export function loadRules(call: ServiceCall, series: readonly Series[]) {
  return (call.state.list?.('PrometheusRule') ?? []).flatMap(
    ({ metadata, spec }) => {
      const { groups = [] } = (spec ?? {}) as { groups?: DeclaredGroup[] };
      return groups.map(group => ({
        name: group.name,
        file: `/etc/prometheus/rules/${metadata.namespace}-${metadata.name}.yaml`,
        interval: 30,
        rules: group.rules.map(rule => loadRule(rule, call, series)),
      }));
    },
  );
}

/** Every alert that is raised now. */
export function raisedAlerts(
  call: ServiceCall,
  series: readonly Series[],
): Raised[] {
  return loadRules(call, series).flatMap(({ rules }) =>
    rules.flatMap(rule => ('alerts' in rule ? rule.alerts : [])),
  );
}
