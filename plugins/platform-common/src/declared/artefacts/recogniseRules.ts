import {
  asObject,
  asObjects,
  asText,
  JsonObject,
  JsonValue,
} from '../../kubernetes';
import { Artefact } from '../types';
import { artefactAt, Keys, Place, reportAt } from './place';

const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$|^0$/;

/** Whether a document is a file of rules, as Prometheus and vmalert read them. */
export function isRuleFile(value: JsonValue): boolean {
  const { groups, kind, apiVersion } = asObject(value);
  return (
    kind === undefined &&
    // Grafana's own rules begin with `apiVersion: 1` and are of another form.
    apiVersion === undefined &&
    Array.isArray(groups) &&
    asObjects(groups).some(group => Array.isArray(group.rules))
  );
}

function mistakeOf(rule: JsonObject): readonly [string, string] | undefined {
  const { alert, record, expr } = rule;
  if ((alert === undefined) === (record === undefined)) {
    return [
      'The rule is neither an alert nor a recording rule, or both.',
      'Give it either `alert` or `record`.',
    ];
  }
  if (typeof (alert ?? record) !== 'string') {
    return ['The name of the rule is no text.', 'Write it as text.'];
  }
  const isNumber = typeof expr === 'number';
  if (!isNumber && (typeof expr !== 'string' || expr.trim() === '')) {
    return ['The rule asks nothing.', 'Write its `expr`.'];
  }
  const wait = rule.for;
  if (wait !== undefined && !DURATION.test(String(wait))) {
    return ['`for` is no duration.', 'Write it as `5m`.'];
  }
  return undefined;
}

function runbookOf(rule: JsonObject): string | undefined {
  const told = asObject(rule.annotations);
  return asText(told.runbook_url ?? told.runbook ?? told.runbookUrl);
}

/** The alert and recording rules of groups that stand under `keys`. */
export function recogniseRules(
  groups: JsonValue | undefined,
  keys: Keys,
  place: Place,
): Artefact[] {
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((item, at) => {
    const group = asObject(item);
    const groupKeys = [...keys, at];
    const name = asText(group.name);
    if (!name) {
      const what = [
        'A group of rules has no name.',
        'Give it a `name`.',
      ] as const;
      reportAt(place, 'bad-rule', groupKeys, what);
    }
    if (!Array.isArray(group.rules)) return [];
    return group.rules.flatMap((inner, index) => {
      const rule = asObject(inner);
      const ruleKeys = [...groupKeys, 'rules', index];
      const mistake = mistakeOf(rule);
      if (mistake) {
        reportAt(place, 'bad-rule', ruleKeys, mistake);
        return [];
      }
      const expr = `${rule.expr}`.trim();
      const severity = asText(asObject(rule.labels).severity);
      const alert = asText(rule.alert);
      return alert === undefined
        ? [
            artefactAt(place, ruleKeys, {
              kind: 'recording-rule',
              name: `${rule.record}`,
              details: { group: name, expr },
            }),
          ]
        : [
            artefactAt(place, ruleKeys, {
              kind: 'alert-rule',
              name: alert,
              details: {
                group: name,
                expr,
                for: rule.for === undefined ? undefined : `${rule.for}`,
                severity,
                runbook: runbookOf(rule),
              },
            }),
          ];
    });
  });
}
