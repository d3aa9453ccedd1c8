/**
 * Days of the platform, by name.
 *
 * A scenario is a world and a way in which the API server behaves. Worlds differ by their objects; faults lie over the
 * default world, because an API server that lies is only interesting when there is something to hide.
 */
import type { DataSourceFault } from '../data-sources';
import type { FaultPlan, KubernetesObject } from '../kubernetes/types';
import {
  buildPlatform,
  calmDay,
  loseNode,
  morningOf24October,
  type PlatformOptions,
} from '../platform';

/** Every scenario's name. */
export type ScenarioName =
  | 'morning-of-24-october'
  | 'calm-day'
  | 'node-lost'
  | 'sources-failing'
  | 'api-403'
  | 'api-500'
  | 'api-503'
  | 'api-timeout'
  | 'api-truncated'
  | 'api-empty'
  | 'api-410';

/** One scenario. */
export interface Scenario {
  name: ScenarioName;
  /** One sentence for people. */
  description: string;
  /** Condition and incident of its world. */
  world: Pick<PlatformOptions, 'condition' | 'incident'>;
  /** How the API server behaves. */
  fault: FaultPlan;
  /** How data sources behave, by their hosts; the others are well. */
  sources?: Readonly<Record<string, DataSourceFault>>;
}

/** What runs when nobody asks for anything else. */
export const DEFAULT_SCENARIO: ScenarioName = 'morning-of-24-october';

const NO_FAULT: FaultPlan = { kind: 'none' };
const MORNING = { condition: morningOf24October };

function apiFault(
  name: ScenarioName,
  description: string,
  fault: FaultPlan,
): Scenario {
  return { name, description, world: MORNING, fault };
}

/** All scenarios, the default first. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'morning-of-24-october',
    description:
      '104 of 138 pods run, 7 of 17 applications are synced, two certificates wait.',
    world: MORNING,
    fault: NO_FAULT,
  },
  {
    name: 'calm-day',
    description:
      'Everything runs, all certificates are issued, all applications are synced.',
    world: { condition: calmDay },
    fault: NO_FAULT,
  },
  {
    name: 'node-lost',
    description:
      'The worker node fell silent seven minutes ago; its pods are being replaced where there is room.',
    world: { condition: morningOf24October, incident: loseNode },
    fault: NO_FAULT,
  },
  {
    name: 'sources-failing',
    description:
      'Every data source fails in its own way: quotas are used up, errors come with status 200, bodies end early.',
    world: MORNING,
    fault: NO_FAULT,
    sources: {
      'www.alphavantage.co': 'quota-exhausted',
      'api.polygon.io': '429',
      'api.eia.gov': '429-retry-after',
      'agsi.gie.eu': '200-with-error',
      'api.census.gov': 'html-200',
      'www.ncei.noaa.gov': '500-then-ok',
      'api.weather.gov': 'slow-body',
      'api.stlouisfed.org': 'cut-body',
    },
  },
  apiFault('api-403', 'The API server forbids everything.', {
    kind: 'status',
    status: 403,
  }),
  apiFault('api-500', 'The API server answers 500.', {
    kind: 'status',
    status: 500,
  }),
  apiFault('api-503', 'The API server answers 503.', {
    kind: 'status',
    status: 503,
  }),
  apiFault('api-timeout', 'The API server never answers.', { kind: 'timeout' }),
  apiFault('api-truncated', 'Answers of the API server end in the middle.', {
    kind: 'truncate',
  }),
  apiFault('api-empty', 'Every list is empty, with status 200.', {
    kind: 'empty',
  }),
  apiFault('api-410', 'Every continued list and every watch has expired.', {
    kind: 'gone',
  }),
];

/** True for the name of a scenario. */
export function isScenarioName(name: unknown): name is ScenarioName {
  return SCENARIOS.some(scenario => scenario.name === name);
}

/**
 * The scenario of this name.
 *
 * @throws Error when there is none
 */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find(scenario => scenario.name === name);
  if (!found) {
    throw new Error(
      `There is no scenario "${name}"; choose one of ${SCENARIOS.map(
        scenario => scenario.name,
      ).join(', ')}.`,
    );
  }
  return found;
}

/** The objects of a scenario's world. */
export function buildScenario(
  scenario: Scenario,
  options: Pick<PlatformOptions, 'now' | 'seed' | 'monitoringStack'>,
): KubernetesObject[] {
  return buildPlatform({ ...options, ...scenario.world });
}
