/**
 * Which series somebody wants to know about: those of the dashboards and rules that were read, and those of queries that
 * others have to judge (dashboards in Git, rules that are not loaded).
 */
import {
  Dashboard,
  findReadings,
  lastKnown,
  LoadedRule,
  Observation,
  parsePromql,
  TelemetryReading,
  textOfSelector,
  VariableValue,
} from '@254carbon/backstage-plugin-platform-common';

type Query = readonly [
  expression: string,
  variables?: readonly VariableValue[],
];

function queriesOfDashboard({ panels, variables }: Dashboard): Query[] {
  return panels.flatMap(({ queries }) =>
    queries.flatMap(({ expression, datasourceType }): Query[] =>
      expression && datasourceType !== 'loki' ? [[expression, variables]] : [],
    ),
  );
}

function queriesOfRules(rules: Observation<LoadedRule[]>): Query[] {
  return (lastKnown(rules)?.value ?? []).map(({ expression }) => [expression]);
}

function queriesOf(readings: readonly TelemetryReading[]): Query[] {
  return [
    ...findReadings(readings, 'grafana').flatMap(({ parts }) =>
      (lastKnown(parts.dashboards)?.value.dashboards ?? []).flatMap(
        queriesOfDashboard,
      ),
    ),
    ...findReadings(readings, 'prometheus').flatMap(({ parts }) =>
      queriesOfRules(parts.rules),
    ),
    ...findReadings(readings, 'vmalert').flatMap(({ parts }) =>
      queriesOfRules(parts.rules),
    ),
  ];
}

/** Collects the selectors of queries, each once. */
export class WantedSelectors {
  readonly #queries = new Map<string, readonly string[]>();

  /** Takes the place of what this owner wanted before. */
  set(owner: string, expressions: readonly string[]): void {
    if (expressions.length > 0) this.#queries.set(owner, [...expressions]);
    else this.#queries.delete(owner);
  }

  /** The selectors, as `textOfSelector` writes them. */
  list(readings: readonly TelemetryReading[]): string[] {
    const own = [...this.#queries.values()].flat().map((one): Query => [one]);
    const texts = [...own, ...queriesOf(readings)].flatMap(
      ([expression, variables]) => {
        const parsed = parsePromql(expression, variables);
        return parsed.ok
          ? parsed.selectors.flatMap(one => textOfSelector(one) ?? [])
          : [];
      },
    );
    return [...new Set(texts)];
  }
}
