import { BEARERS, PODS, ROUTES } from './kindGroups';
import {
  extractChallenges,
  extractExternalAnswers,
  extractTunnels,
} from './answers';
import { extractDisruptionBudgets } from './budgets';
import { extractContainers } from './containers';
import { extractFixedReplicas } from './gitops';
import { extractNetworkServices, extractTlsHosts } from './network';
import { extractClusterVersion, extractNodes, extractPodPlaces } from './nodes';
import { extractReferences } from './references';
import { extractQuotas, extractVolumeClaims, extractVolumeRoom } from './room';
import { extractClassedRoutes, extractRoutes } from './routes';
import { extractCronJobs, extractEndings, extractJobs } from './runs';
import {
  extractAutoscalers,
  extractClusterAutoscalers,
  extractNamedBudgets,
  extractRollouts,
} from './scaling';
import {
  extractDependents,
  extractOwnHealth,
  extractStanding,
} from './standing';
import { extractContainerStates, extractWorkloads } from './workloads';
import { FactTable } from './definitions';

type RunningFact =
  | 'workloads'
  | 'containerStates'
  | 'containers'
  | 'rollouts'
  | 'podPlaces'
  | 'nodes'
  | 'clusterVersion'
  | 'volumeClaims'
  | 'volumeRoom'
  | 'quotas'
  | 'disruptionBudgets'
  | 'namedBudgets'
  | 'autoscalers'
  | 'clusterAutoscalers'
  | 'fixedReplicas'
  | 'networkServices'
  | 'jobs'
  | 'cronJobs'
  | 'endings'
  | 'references'
  | 'standing'
  | 'dependents'
  | 'ownHealth'
  | 'routes'
  | 'classedRoutes'
  | 'tlsHosts'
  | 'challenges'
  | 'tunnels'
  | 'externalAnswers';

/** The facts about how a service runs and how it is reached. */
export const RUNNING_FACTS: FactTable<RunningFact> = {
  workloads: {
    extract: extractWorkloads,
    kinds: { ...PODS, HorizontalPodAutoscaler: 'near' },
  },
  containerStates: { extract: extractContainerStates, kinds: PODS },
  containers: {
    extract: extractContainers,
    kinds: { ...PODS, Service: 'near' },
  },
  rollouts: { extract: extractRollouts },
  podPlaces: { extract: extractPodPlaces, kinds: PODS },
  nodes: { extract: extractNodes, kinds: { Node: 'cluster' } },
  clusterVersion: {
    extract: extractClusterVersion,
    kinds: { Node: 'cluster' },
    inputs: ['cluster'],
  },
  volumeClaims: {
    extract: extractVolumeClaims,
    kinds: { ...PODS, PersistentVolumeClaim: 'near' },
  },
  volumeRoom: {
    extract: extractVolumeRoom,
    kinds: { ...PODS, PersistentVolumeClaim: 'near' },
    inputs: ['volumeUsage'],
  },
  quotas: { extract: extractQuotas, kinds: { ResourceQuota: 'near' } },
  disruptionBudgets: {
    extract: extractDisruptionBudgets,
    kinds: { ...PODS, PodDisruptionBudget: 'near' },
  },
  namedBudgets: {
    extract: extractNamedBudgets,
    kinds: { ...PODS, ...BEARERS, PodDisruptionBudget: 'near' },
  },
  autoscalers: {
    extract: extractAutoscalers,
    kinds: { ...BEARERS, '*': 'near', HorizontalPodAutoscaler: 'near' },
  },
  clusterAutoscalers: {
    extract: extractClusterAutoscalers,
    kinds: { '*': 'cluster', HorizontalPodAutoscaler: 'cluster' },
  },
  fixedReplicas: { extract: extractFixedReplicas, inputs: ['declared'] },
  networkServices: {
    extract: extractNetworkServices,
    kinds: {
      ...PODS,
      ...BEARERS,
      Service: 'near',
      Endpoints: 'near',
      EndpointSlice: 'near',
    },
  },
  jobs: { extract: extractJobs, kinds: { Job: 'near' } },
  cronJobs: { extract: extractCronJobs },
  endings: { extract: extractEndings, kinds: { ...PODS, Job: 'near' } },
  references: {
    extract: extractReferences,
    kinds: {
      ConfigMap: 'near',
      PersistentVolumeClaim: 'near',
      Secret: 'near',
      ServiceAccount: 'near',
    },
  },
  standing: {
    extract: extractStanding,
    kinds: { ...PODS, Service: 'near', Ingress: 'near' },
    inputs: ['service'],
  },
  dependents: { extract: extractDependents, inputs: ['services'] },
  ownHealth: { extract: extractOwnHealth, inputs: ['health'] },
  routes: { extract: extractRoutes, kinds: { ...ROUTES, ...BEARERS, ...PODS } },
  classedRoutes: {
    extract: extractClassedRoutes,
    kinds: { ...ROUTES, ...BEARERS, ...PODS },
  },
  tlsHosts: {
    extract: extractTlsHosts,
    kinds: { ...ROUTES, ...BEARERS, ...PODS, Certificate: 'near' },
  },
  challenges: {
    extract: extractChallenges,
    kinds: { ...ROUTES, ...BEARERS, ...PODS, Challenge: 'cluster' },
    inputs: ['externalAnswers'],
  },
  tunnels: {
    extract: extractTunnels,
    kinds: { Deployment: 'cluster', DaemonSet: 'cluster' },
  },
  externalAnswers: {
    extract: extractExternalAnswers,
    kinds: { ...ROUTES, ...BEARERS, ...PODS },
    inputs: ['externalAnswers'],
  },
};
