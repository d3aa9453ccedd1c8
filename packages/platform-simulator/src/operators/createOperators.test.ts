import type { KubernetesObject, TypeKey } from '../kubernetes/types';
import { createWorld } from '../scenarios';

const NOW = Date.UTC(2026, 10, 21, 11, 58, 0);
const velero = (plural: string) => ({ group: 'velero.io', plural });
const APPLICATIONS = { group: 'argoproj.io', plural: 'applications' };
const REQUESTS = { group: 'cert-manager.io', plural: 'certificaterequests' };
const CHALLENGES = { group: 'acme.cert-manager.io', plural: 'challenges' };

function start() {
  const world = createWorld({ now: NOW, readClock: () => NOW });
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      world.advanceClock(1000);
      world.controllers.tick();
      world.operators.tick();
    }
  };
  const status = (type: TypeKey, namespace: string, name: string) =>
    world.store.get(type, { namespace, name })?.status;
  const change = (name: string, edit: (draft: KubernetesObject) => void) => {
    const found = world.store.get(APPLICATIONS, { namespace: 'argocd', name });
    const draft = structuredClone(found);
    if (!draft) throw new Error(`no application ${name}`);
    edit(draft);
    world.store.update(APPLICATIONS, draft);
  };
  return { world, pass, status, change };
}

function work(kind: 'Backup' | 'Restore', name: string): KubernetesObject {
  return {
    apiVersion: 'velero.io/v1',
    kind,
    metadata: { name, namespace: 'velero' },
    spec: { includedNamespaces: ['data-platform'] },
  };
}

describe('Velero', () => {
  it.each([
    ['Backup', 'backups'],
    ['Restore', 'restores'],
  ] as const)('completes a %s that somebody asked for', (kind, plural) => {
    const { world, pass, status } = start();
    world.store.create(velero(plural), work(kind, 'manual-test'));
    pass(1);
    expect(status(velero(plural), 'velero', 'manual-test')).toMatchObject({
      phase: 'InProgress',
    });
    pass(6);
    expect(status(velero(plural), 'velero', 'manual-test')).toMatchObject({
      phase: 'Completed',
      completionTimestamp: expect.any(String),
    });
  });

  it('runs the hourly schedule once an hour', () => {
    const { world, pass } = start();
    const count = () =>
      world.store.list(velero('backups'), {
        labelSelector: 'velero.io/schedule-name=hourly-data-platform',
      }).length;
    const before = count();
    pass(200);
    expect(count()).toBe(before + 1);
  });

  it('fails with the object store that it is to save', () => {
    const { world, pass, status } = start();
    const type = { group: 'apps', plural: 'statefulsets' };
    const minio = structuredClone(
      world.store.get(type, { namespace: 'data-platform', name: 'minio' }),
    );
    if (!minio) throw new Error('no minio');
    minio.spec = { ...(minio.spec as object), replicas: 0 };
    world.store.update(type, minio);
    world.store.create(velero('backups'), work('Backup', 'too-late'));
    pass(40);
    expect(
      status(velero('backupstoragelocations'), 'velero', 'minio'),
    ).toMatchObject({ phase: 'Unavailable' });
    expect(status(velero('backups'), 'velero', 'too-late')).toMatchObject({
      phase: 'Failed',
    });
  });
});

describe('Argo CD', () => {
  const hardRefresh = (draft: KubernetesObject) => {
    draft.metadata.annotations = { 'argocd.argoproj.io/refresh': 'hard' };
  };

  it('compares again what it could not compare', () => {
    const { pass, status, change, world } = start();
    change('kafka', hardRefresh);
    pass(1);
    expect(status(APPLICATIONS, 'argocd', 'kafka')).toMatchObject({
      sync: { status: 'Synced' },
      resources: expect.arrayContaining([
        expect.objectContaining({ namespace: 'kafka', status: 'Synced' }),
      ]),
    });
    const kafka = world.store.get(APPLICATIONS, {
      namespace: 'argocd',
      name: 'kafka',
    });
    expect(kafka?.metadata.annotations).toEqual({});
  });

  it('finds what was changed by hand, and syncs it on request', () => {
    const { pass, status, change } = start();
    change('platform-policies', hardRefresh);
    pass(1);
    expect(status(APPLICATIONS, 'argocd', 'platform-policies')).toMatchObject({
      sync: { status: 'OutOfSync' },
      health: { status: 'Degraded' },
    });
    change('platform-policies', draft => {
      draft.operation = { sync: {} };
    });
    pass(1);
    expect(status(APPLICATIONS, 'argocd', 'platform-policies')).toMatchObject({
      sync: { status: 'Synced' },
      health: { status: 'Healthy' },
    });
  });

  it('leaves a degraded application so while its pods are', () => {
    const { pass, status } = start();
    pass(30);
    expect(status(APPLICATIONS, 'argocd', 'portal-services')).toMatchObject({
      health: { status: 'Degraded' },
    });
  });
});

describe('cert-manager', () => {
  it('asks again for what was deleted, and waits at the same login page', () => {
    const { world, pass } = start();
    world.store.delete(REQUESTS, {
      namespace: 'data-platform',
      name: 'spark-history-tls-1',
    });
    pass(2);
    const [request] = world.store.list(REQUESTS, {
      namespace: 'data-platform',
      fieldSelector: 'metadata.name=spark-history-tls-1',
    });
    expect(request.status).toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'Ready', status: 'False' }),
      ]),
    });
    expect(world.store.list(CHALLENGES)).toHaveLength(2);
  });
});
