/**
 * Every fact as a tree of manifests tells it. Most are made by the same extractors as from a cluster; some only a running cluster tells; for
 * the others, silence of the tree has to be told from absence. The table names every fact, so that whoever adds one decides which it is.
 */
import { Observation } from '../../model';
import { FactContext } from '../facts/context';
import { FactTable } from '../facts/definitions';
import { FACTS } from '../facts/table';
import { FactName, FactValues } from '../facts/types';
import { fromManifests, onlyLive } from './fromManifests';
import {
  writtenApplications,
  writtenApplicationSources,
} from './writtenDelivery';
import { writtenEndings } from './writtenEndings';
import {
  writtenClassedRoutes,
  writtenNamedBudgets,
  writtenNetworkServices,
  writtenReferences,
  writtenRoutes,
  writtenScrapeRequests,
} from './writtenReferences';
import { writtenAutoscalers } from './writtenScaling';
import {
  writtenAdmins,
  writtenAlerts,
  writtenDashboards,
  writtenDataVolumes,
  writtenLocations,
  writtenRunbooks,
  writtenSchedules,
  writtenTraffic,
} from './writtenSurroundings';
import {
  hasKind,
  writtenBudgets,
  writtenContainers,
  writtenWorkloads,
} from './writtenWorkloads';

type Extract<K extends FactName> = (
  context: FactContext,
) => Observation<FactValues[K]>;

/** `as-read`: the extractor that reads clusters reads manifests as well. */
type Telling<K extends FactName> = 'as-read' | Extract<K>;

/** A fact that only a running cluster tells, unless what is written leaves nothing to ask. */
function live<K extends FactName>(
  name: K,
  what: string,
  isAsked: (context: FactContext) => boolean = () => true,
): Extract<K> {
  return context =>
    isAsked(context) ? onlyLive(context, what) : FACTS[name].extract(context);
}

function isSome(name: FactName): (context: FactContext) => boolean {
  return context => {
    const fact: Observation<unknown> = FACTS[name].extract(context);
    return !(fact.ok && Array.isArray(fact.value) && fact.value.length === 0);
  };
}

const TELLINGS: { readonly [K in FactName]: Telling<K> } = {
  workloads: writtenWorkloads,
  containerStates: live('containerStates', 'how containers fare'),
  containers: writtenContainers,
  rollouts: live('rollouts', 'how rollouts go', context =>
    hasKind(context, ['Deployment']),
  ),
  podPlaces: live('podPlaces', 'where pods are'),
  nodes: live('nodes', 'what its nodes are'),
  clusterVersion: live('clusterVersion', 'its version'),
  volumeClaims: live(
    'volumeClaims',
    'whether claims are bound',
    isSome('volumeClaims'),
  ),
  volumeRoom: 'as-read',
  quotas: 'as-read',
  disruptionBudgets: writtenBudgets,
  namedBudgets: writtenNamedBudgets,
  autoscalers: writtenAutoscalers,
  clusterAutoscalers: live('clusterAutoscalers', 'whether metrics arrive'),
  fixedReplicas: 'as-read',
  networkServices: writtenNetworkServices,
  jobs: live('jobs', 'how Jobs end', context =>
    hasKind(context, ['Job', 'CronJob']),
  ),
  cronJobs: 'as-read',
  endings: writtenEndings,
  references: writtenReferences,
  standing: 'as-read',
  dependents: 'as-read',
  ownHealth: live(
    'ownHealth',
    'what it says of itself',
    ({ service }) => service.profileId !== undefined,
  ),
  routes: writtenRoutes,
  classedRoutes: writtenClassedRoutes,
  tlsHosts: live('tlsHosts', 'how certificates are', isSome('tlsHosts')),
  challenges: 'as-read',
  tunnels: 'as-read',
  externalAnswers: 'as-read',
  scrapeRequests: writtenScrapeRequests,
  scrapeTargets: 'as-read',
  dashboards: writtenDashboards,
  datasources: 'as-read',
  alerts: writtenAlerts,
  receivers: 'as-read',
  logs: 'as-read',
  policies: 'as-read',
  policyResults: live('policyResults', 'what its policy reports say'),
  policyExceptions: 'as-read',
  traffic: writtenTraffic,
  enforcers: 'as-read',
  admins: writtenAdmins,
  configCredentials: 'as-read',
  manifestCredentials: 'as-read',
  secretSources: 'as-read',
  dataVolumes: writtenDataVolumes,
  backupSchedules: writtenSchedules,
  backupLocations: writtenLocations,
  restores: live('restores', 'what was restored'),
  applications: writtenApplications,
  applicationSources: writtenApplicationSources,
  drift: live('drift', 'how what runs differs from what is written'),
  gitops: 'as-read',
  pipelines: 'as-read',
  workflows: 'as-read',
  paper: 'as-read',
  runbooks: writtenRunbooks,
  runbookIds: 'as-read',
};

function define<K extends FactName>(name: K): [K, FactTable<FactName>[K]] {
  const telling: Telling<K> = TELLINGS[name];
  const extract: Extract<K> =
    telling === 'as-read' ? context => FACTS[name].extract(context) : telling;
  return [
    name,
    {
      ...FACTS[name],
      extract: (context: FactContext) =>
        fromManifests(context, extract(context)),
    } as FactTable<FactName>[K],
  ];
}

const NAMES = Object.keys(TELLINGS) as FactName[];

/** How manifests tell every fact, by name. */
export const WRITTEN_FACTS = Object.fromEntries(
  NAMES.map(name => define(name)),
) as FactTable<FactName>;
