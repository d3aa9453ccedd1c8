import {
  ALL_RULES,
  assembleReport,
  ClusterState,
  evaluate,
  Governance,
  indexObjects,
  Judge,
  KubernetesObject,
  proveCaps,
  ReadinessReport,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { LeaseTerm } from '@254carbon/backstage-plugin-platform-node';
import { PlatformView } from '../Evaluator';
import { Judged } from '../store/ReadinessStore';
import { Changing } from '../tasks/evaluateReadiness';

/** The time at which tests begin. */
export const NOW = Date.parse('2025-10-24T17:26:00Z');
const AT = new Date(NOW).toISOString();

const RESOURCES = [
  'v1/pods',
  'v1/services',
  'v1/endpoints',
  'v1/persistentvolumeclaims',
  'apps/v1/deployments',
  'policy/v1/poddisruptionbudgets',
  'networking.k8s.io/v1/ingresses',
];

/** A cluster of which everything can be read. */
export const goodCluster: ClusterState = {
  name: 'demo',
  phase: 'reading',
  kinds: RESOURCES.map(resource => ({
    resource,
    ok: true,
    count: 1,
    observedAt: AT,
  })),
};

/** A cluster that cannot be read at all. */
export const deadCluster: ClusterState = {
  name: 'demo',
  phase: 'failing',
  kinds: RESOURCES.map(resource => ({
    resource,
    ok: false,
    count: 0,
    reason: 'connection refused',
    since: AT,
  })),
};

function service(id: string): Service {
  return {
    id,
    title: id,
    description: '',
    entityRef: `component:default/${id}`,
    kind: 'Component',
    type: 'service',
    system: 'data',
    owner: 'group:default/data-engineering',
    lifecycle: 'production',
    cluster: 'demo',
    namespace: 'data',
    workloads: [
      {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        cluster: 'demo',
        namespace: 'data',
        name: id,
        images: [],
        pods: [],
      },
    ],
    endpoints: [],
    dependencies: [],
    dependsOn: [],
    links: [],
    explanation: [],
    health: { state: 'healthy', stale: false, summary: '', evidence: [] },
    formerIds: [],
    caveats: [],
  };
}

function deployment(name: string, ready: number): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'data', uid: name },
    spec: {
      replicas: 1,
      template: {
        spec: { containers: [{ name, image: `example/${name}` }] },
      },
    },
    status: { readyReplicas: ready },
  };
}

/** A platform of services, each of one Deployment with the given number of ready replicas. */
export function view(
  ready: Record<string, number>,
  cluster: ClusterState = goodCluster,
): PlatformView {
  const names = Object.keys(ready);
  return {
    services: names.map(service),
    clusters: [cluster],
    caveats: [],
    index: indexObjects(
      names.map(name => ({
        cluster: 'demo',
        object: deployment(name, ready[name]),
        source: { kind: 'cluster', name: 'demo' },
        observedAt: AT,
      })),
    ),
  };
}

/** A report of such a platform. */
export function report(
  ready: Record<string, number> = { trino: 1 },
  now: number = NOW,
): ReadinessReport {
  return evaluate({ ...view(ready), rules: ALL_RULES, now });
}

/** What an evaluation of a view finds, with what it rests on. */
export function judgedOf(
  known: PlatformView,
  now: number = NOW,
  governance?: Governance,
): Judged {
  const judge = new Judge({ rules: ALL_RULES });
  const { services } = judge.judge(known, {}, now);
  return {
    report: assembleReport({
      services: known.services,
      verdicts: new Map(
        services.map(({ service: { id }, verdicts }) => [id, verdicts]),
      ),
      rules: ALL_RULES,
      caps: proveCaps({ rules: ALL_RULES }),
      governance,
      now,
      caveats: known.caveats,
    }),
    records: new Map(
      services.map(({ service: { id }, records }) => [id, records]),
    ),
    factOf: (id, name) => judge.factOf(id, name)?.observation,
  };
}

/** A right to write that is always there. */
export function freeLease(term: LeaseTerm = { holder: 'test', fence: 1 }) {
  return {
    fence: term.fence,
    settled: async () => {},
    during: <T>(write: (given: LeaseTerm) => Promise<T>) => write(term),
  };
}

/** A platform that tests change. */
export class FakePlatform implements Changing {
  /** Whether its services have been asked how they are. */
  asked = true;
  #view: PlatformView;
  #listeners = new Set<() => void>();
  #ready: Promise<void>;
  #becomeReady: () => void = () => undefined;

  constructor(first: PlatformView, options: { ready?: boolean } = {}) {
    this.#view = first;
    this.#ready = new Promise(resolve => {
      this.#becomeReady = resolve;
    });
    if (options.ready ?? true) this.becomeReady();
  }

  becomeReady(): void {
    this.#becomeReady();
  }

  change(next: PlatformView): void {
    this.#view = next;
    for (const listener of this.#listeners) listener();
  }

  isAsked(): boolean {
    return this.asked;
  }

  current() {
    return { ...this.#view, groups: [], generatedAt: AT, version: 1 };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async whenReady(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await Promise.race([
      this.#ready,
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      ),
    ]);
  }
}
