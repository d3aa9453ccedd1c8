import { buildPlatform, calmDay } from '.';
import { isPodRunning, ofKind, podStatus } from './derive/read';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const objects = buildPlatform({ now: NOW, seed: 1 });

/** The STATUS column of `kubectl get pods`. */
function shown(pod: (typeof objects)[number]): string {
  const {
    phase = '',
    containerStatuses = [],
    conditions = [],
  } = podStatus(pod);
  const waiting = containerStatuses.find(it => it.state.waiting);
  if (waiting?.state.waiting) return waiting.state.waiting.reason;
  const ended = containerStatuses.find(it => it.state.terminated);
  const live = containerStatuses.some(it => it.state.running);
  if (ended && live) return 'NotReady';
  if (ended?.state.terminated) return ended.state.terminated.reason;
  return conditions.some(it => it.status === 'False' && it.type === 'Ready')
    ? 'NotReady'
    : phase;
}

function count(kind: string): number {
  return ofKind(objects, kind).length;
}

describe('the morning of 24 October, in the numbers of the document', () => {
  const pods = ofKind(objects, 'Pod');

  it('has 138 pods, of which 104 run', () => {
    expect(pods).toHaveLength(138);
    expect(pods.filter(isPodRunning)).toHaveLength(104);
  });

  it('shows as many pods Running in kubectl as are ready', () => {
    const tally: Record<string, number> = {};
    for (const pod of pods) {
      tally[shown(pod)] = (tally[shown(pod)] ?? 0) + 1;
    }
    expect(tally).toEqual({
      Running: 104,
      CrashLoopBackOff: 13,
      ImagePullBackOff: 5,
      Pending: 2,
      Error: 8,
      Completed: 5,
      NotReady: 1,
    });
  });

  it('has two nodes of the stated versions', () => {
    const infos = ofKind(objects, 'Node').map(node => [
      node.metadata.name,
      (node.status as { nodeInfo: Record<string, string> }).nodeInfo,
    ]);
    expect(infos).toEqual([
      ['cpu1', expect.objectContaining({ kubeletVersion: 'v1.34.1' })],
      [
        'k8s-worker',
        expect.objectContaining({
          containerRuntimeVersion: 'containerd://1.7.28',
        }),
      ],
    ]);
  });

  it('has the counted objects', () => {
    expect({
      autoscalers: count('HorizontalPodAutoscaler'),
      budgets: count('PodDisruptionBudget'),
      ingresses: count('Ingress'),
      applications: count('Application'),
    }).toEqual({
      autoscalers: 9,
      budgets: 13,
      ingresses: 13,
      applications: 17,
    });
  });

  it('has 7 of 17 applications synced', () => {
    const states = ofKind(objects, 'Application').map(application => ({
      name: application.metadata.name,
      ...(application.status as {
        sync: { status: string };
        health: { status: string };
      }),
    }));
    const named = (match: (state: (typeof states)[number]) => boolean) =>
      states.filter(match).map(({ name }) => name);
    expect(named(it => it.sync.status === 'Synced')).toHaveLength(7);
    expect(named(it => it.sync.status === 'OutOfSync')).toEqual([
      'data-platform',
      'api-gateway',
    ]);
    expect(named(it => it.health.status === 'Degraded')).toEqual([
      'data-platform',
      'portal-services',
      'platform-policies',
    ]);
  });

  it('lists the objects of an application as far as it was compared', () => {
    const listed = new Map(
      ofKind(objects, 'Application').map(({ metadata, status }) => {
        const { sync, resources } = status as {
          sync: { status: string };
          resources?: { kind: string; name: string; status: string }[];
        };
        return [metadata.name, { sync: sync.status, resources }];
      }),
    );
    const there = new Set(
      objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    );
    const of = (wanted: string) =>
      [...listed.values()].filter(({ sync }) => sync === wanted);
    const states = (wanted: string) =>
      of(wanted).map(({ resources = [] }) =>
        [...new Set(resources.map(({ status }) => status))].sort(),
      );
    expect(of('Unknown').filter(({ resources }) => resources)).toEqual([]);
    expect(states('Synced').flat()).not.toContain('OutOfSync');
    expect(states('OutOfSync')).toEqual(
      of('OutOfSync').map(() => ['OutOfSync', 'Synced']),
    );
    const missing = [...listed.values()]
      .flatMap(({ resources = [] }) => resources)
      .filter(({ kind, name }) => !there.has(`${kind} ${name}`));
    expect(missing).toEqual([]);
    expect(listed.get('data-platform')?.resources).toContainEqual({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      namespace: 'data-platform',
      name: 'superset-web',
      status: 'OutOfSync',
      health: { status: expect.any(String) },
    });
    const names = [...listed.values()].flatMap(
      ({ resources = [] }) => resources,
    );
    expect(names.filter(({ name }) => /^(lakefs|jaeger)/.test(name))).toEqual(
      [],
    );
  });

  it('names every object once', () => {
    const names = objects.map(
      ({ kind, metadata }) =>
        `${kind}/${metadata.namespace ?? ''}/${metadata.name}`,
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const uids = objects.map(({ metadata }) => metadata.uid);
    expect(new Set(uids).size).toBe(uids.length);
  });
});

describe('a calm day', () => {
  const calm = buildPlatform({ now: NOW, seed: 1, condition: calmDay });

  it('has no pod that neither runs nor has completed', () => {
    const bad = ofKind(calm, 'Pod').filter(
      pod => !isPodRunning(pod) && podStatus(pod).phase !== 'Succeeded',
    );
    expect(bad.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  it('has every application synced and every certificate issued', () => {
    const synced = ofKind(calm, 'Application').filter(
      ({ status }) =>
        (status as { sync: { status: string } }).sync.status === 'Synced',
    );
    expect(synced).toHaveLength(17);
    expect(ofKind(calm, 'Challenge')).toEqual([]);
  });
});

describe('chance and time', () => {
  it('gives the same objects for the same seed, and others for another', () => {
    expect(buildPlatform({ now: NOW, seed: 1 })).toEqual(objects);
    const uids = (seed: number) =>
      new Set(
        buildPlatform({ now: NOW, seed }).map(({ metadata }) => metadata.uid),
      );
    const others = uids(2);
    const both = [...uids(1)].filter(uid => others.has(uid));
    expect(both).toEqual([]);
  });

  it('shifts every time with now', () => {
    const later = buildPlatform({ now: NOW + 3_600_000, seed: 1 });
    const created = (of: typeof objects) =>
      ofKind(of, 'Deployment').map(({ metadata }) =>
        Date.parse(metadata.creationTimestamp ?? ''),
      );
    expect(created(later)).toEqual(
      created(objects).map(time => time + 3_600_000),
    );
  });
});
