import type { RUNNING_FACTS } from '../facts/runningFacts';
import type { FactShapes } from './shapes';

const AUTOSCALER = {
  object: 'text',
  target: 'text',
  targetIs: 'text',
  min: 'number',
  scaling: 'text',
  reason: 'text',
  message: 'text',
} as const;

const ROUTE = {
  object: 'text',
  host: 'text',
  path: 'text',
  backend: 'text',
  port: 'text',
  leads: 'text',
  tls: 'flag',
  tlsUnseen: 'flag',
  className: 'text',
  classFound: 'flag',
  rival: 'text',
} as const;

const GUARDS = {
  runAsNonRoot: 'flag',
  readOnlyRoot: 'flag',
  privileged: 'flag',
  escalates: 'flag',
  dropsAll: 'flag',
  adds: ['text'],
  seccomp: 'flag',
} as const;

/** Shapes of the facts about how a service runs and how it is reached. */
export const RUNNING_SHAPES: FactShapes<keyof typeof RUNNING_FACTS> = {
  workloads: [
    {
      object: 'text',
      kind: 'text',
      namespace: 'text',
      name: 'text',
      runs: 'text',
      desired: 'number',
      ready: 'number',
      pods: 'number',
      evictable: 'flag',
      offBecause: 'text',
    },
  ],
  containerStates: [
    {
      pod: 'text',
      container: 'text',
      restarts: 'number',
      waiting: 'text',
      message: 'text',
      lastEnd: 'text',
      lastEndAt: 'instant',
      podStartedAt: 'instant',
    },
  ],
  containers: {
    containers: [
      {
        object: 'text',
        container: 'text',
        init: 'flag',
        runs: 'text',
        image: 'text',
        requests: ['text'],
        limits: ['text'],
        serves: 'flag',
        readinessProbe: 'flag',
        livenessProbe: 'flag',
        lostProbes: ['text'],
        literalCredentials: [{ name: 'text', because: 'text' }],
        neverPulled: 'flag',
        guards: GUARDS,
      },
    ],
    unseen: ['text'],
  },
  rollouts: [{ object: 'text', stuck: 'flag', message: 'text' }],
  podPlaces: [
    {
      pod: 'text',
      workload: 'text',
      node: 'text',
      unplacedSince: 'instant',
      message: 'text',
      bound: 'flag',
    },
  ],
  nodes: [
    {
      object: 'text',
      name: 'text',
      ready: 'flag',
      pressures: ['text'],
      schedulable: 'flag',
      kubelet: 'text',
      images: ['text'],
    },
  ],
  clusterVersion: {
    version: 'text',
    kubelets: [{ node: 'text', version: 'text' }],
  },
  volumeClaims: [
    {
      object: 'text',
      namespace: 'text',
      name: 'text',
      phase: 'text',
      mounted: 'flag',
    },
  ],
  volumeRoom: [{ object: 'text', used: 'number', fullInHours: 'number' }],
  quotas: [
    { object: 'text', resource: 'text', hard: 'number', used: 'number' },
  ],
  disruptionBudgets: [
    {
      object: 'text',
      workloads: ['text'],
      minAvailable: 'number-or-text',
      maxUnavailable: 'number-or-text',
      expectedPods: 'number',
    },
  ],
  namedBudgets: [{ object: 'text', selects: 'text' }],
  autoscalers: [AUTOSCALER],
  clusterAutoscalers: [AUTOSCALER],
  fixedReplicas: [{ object: 'text', place: 'text' }],
  networkServices: [
    {
      object: 'text',
      external: 'flag',
      readyAddresses: 'number',
      notReadyAddresses: 'number',
      deadPorts: ['text'],
    },
  ],
  jobs: [
    {
      object: 'text',
      state: 'text',
      startedAt: 'instant',
      reason: 'text',
      deadline: 'number',
    },
  ],
  cronJobs: [
    {
      object: 'text',
      schedule: 'text',
      suspended: 'flag',
      createdAt: 'instant',
      lastSuccessAt: 'instant',
    },
  ],
  endings: [{ pod: 'text', done: 'flag', holding: ['text'] }],
  references: [
    {
      workload: 'text',
      kind: 'text',
      object: 'text',
      name: 'text',
      namespace: 'text',
      optional: 'flag',
      found: 'flag',
      missingKeys: ['text'],
    },
  ],
  standing: {
    external: 'flag',
    critical: 'flag',
    reached: ['text'],
    singles: [{ object: 'text', because: 'text' }],
  },
  dependents: ['text'],
  ownHealth: [{ verdict: 'text', statement: 'text', request: 'text' }],
  routes: [ROUTE],
  classedRoutes: [ROUTE],
  tlsHosts: [
    {
      host: 'text',
      object: 'text',
      secret: 'text',
      certificate: {
        object: 'text',
        ready: 'flag',
        message: 'text',
        notAfter: 'instant',
      },
    },
  ],
  challenges: [
    {
      object: 'text',
      host: 'text',
      state: 'text',
      reason: 'text',
      since: 'instant',
      reachable: 'flag',
      said: 'text',
    },
  ],
  tunnels: ['text'],
  externalAnswers: [
    {
      host: 'text',
      cluster: 'text',
      path: 'text',
      challenge: 'flag',
      status: 'number',
      reason: 'text',
      fault: 'text',
      notAsked: 'flag',
      behind: 'flag',
    },
  ],
};
