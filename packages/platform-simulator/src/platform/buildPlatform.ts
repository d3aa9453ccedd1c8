/**
 * The whole 254Carbon platform as Kubernetes objects.
 *
 * Each area describes what it runs; the condition says what is broken on the day; what controllers would have computed (addresses,
 * endpoints, budgets, reports, events) is derived from the result, so that it can never disagree with it.
 */
import { KubernetesObject } from '../kubernetes/types';
import { analytics } from './analytics';
import { backup } from './backup';
import { bounds } from './bounds';
import { BuildContext, PlatformCondition, createBuildContext } from './build';
import { morningOf24October } from './condition/morningOf24October';
import { definitions } from './definitions';
import { delivery } from './delivery';
import { assignAddresses, deriveEndpoints } from './derive/addresses';
import { deriveApplicationResources } from './derive/applicationResources';
import { ClaimUse, readClaimUse } from './derive/claims';
import { deriveEvents } from './derive/events';
import { derivePolicyReports } from './derive/policyReports';
import { deriveStatuses } from './derive/statuses';
import { exposure } from './exposure';
import { gateway } from './gateway';
import { machineLearning } from './machineLearning';
import { monitoringStack } from './monitoringStack';
import { observability } from './observability';
import { orchestration } from './orchestration';
import { query, queryStorage } from './query';
import { security } from './security';
import { store } from './store';
import { streaming } from './streaming';
import { substrate } from './substrate';

/** Which platform to build. */
export interface PlatformOptions {
  /** Milliseconds since the epoch; the moment of the newest platform document. */
  now: number;
  /** Any integer; decides uids, generated names and addresses. */
  seed: number;
  /** Default: the morning of 24 October. */
  condition?: PlatformCondition;
  /** Also what the reports only plan: Prometheus, Alertmanager, vmalert, exporters. Default: no. */
  monitoringStack?: boolean;
  /** What happened to the whole afterwards, before addresses, endpoints and the like are derived. */
  incident?: (
    context: BuildContext,
    objects: KubernetesObject[],
  ) => KubernetesObject[];
}

const AREAS: ((context: BuildContext) => KubernetesObject[])[] = [
  substrate,
  gateway,
  store,
  queryStorage,
  query,
  orchestration,
  analytics,
  streaming,
  machineLearning,
  observability,
  security,
  backup,
  delivery,
  exposure,
  bounds,
  definitions,
];

/** Builds every object; equal options give equal objects, times are relative to `now`. */
export function buildPlatform(options: PlatformOptions): KubernetesObject[] {
  const context = contextOf(options);
  const areas = options.monitoringStack ? [...AREAS, monitoringStack] : AREAS;
  const planned = areas.flatMap(area => area(context));
  const described = options.incident?.(context, planned) ?? planned;
  assignAddresses(context, described);
  deriveStatuses(context, described);
  deriveApplicationResources(context, described);
  return [
    ...described,
    ...deriveEndpoints(context, described),
    ...derivePolicyReports(context, described),
    ...deriveEvents(context, described),
  ];
}

/**
 * How full every claim of that platform is; Kubernetes itself keeps this in no object.
 *
 * @param objects - where to look for claims. Default: the platform as it was built
 */
export function measureClaims(
  options: PlatformOptions,
  objects: readonly KubernetesObject[] = buildPlatform(options),
): ClaimUse[] {
  return readClaimUse(contextOf(options), objects);
}

function contextOf(options: PlatformOptions): BuildContext {
  return createBuildContext({
    ...options,
    condition: options.condition ?? morningOf24October,
  });
}
