import { createKubernetesApi } from './createKubernetesApi';
import { ObjectStore } from './ObjectStore';
import { typeOf } from './resourceTypes';
import type { FaultPlan, Identity, KubernetesObject } from './types';

const pods = typeOf({ apiVersion: 'v1', kind: 'Pod' });
const now = Date.UTC(2025, 9, 24, 6);

const admin: Identity = {
  token: 'admin',
  user: 'admin',
  groups: [],
  rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*', '*/*'] }],
};
const viewer: Identity = {
  token: 'viewer',
  user: 'viewer',
  groups: ['viewers'],
  rules: [
    {
      verbs: ['get', 'list', 'watch'],
      apiGroups: ['', 'apps'],
      resources: ['pods', 'deployments'],
    },
    {
      verbs: ['list'],
      apiGroups: [''],
      resources: ['secrets'],
      namespaces: ['open'],
    },
  ],
};

function pod(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: { nodeName: 'n', containers: [{ name: 'main', image: 'x' }] },
    status: { phase: 'Running' },
  };
}

function setUp(
  options: Partial<Parameters<typeof createKubernetesApi>[0]> = {},
) {
  const clock = { now: () => now };
  const store = new ObjectStore({ clock });
  store.load([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'open' } },
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } },
    ...['a', 'b', 'c', 'd', 'e'].map(pod),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } } },
      },
      status: { replicas: 1 },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
      },
    },
  ]);
  const api = createKubernetesApi({
    store,
    clock,
    identities: [admin, viewer],
    ...options,
  });
  const send = async (
    path: string,
    init: {
      method?: string;
      token?: string;
      body?: unknown;
      type?: string;
      accept?: string;
      signal?: AbortSignal;
    } = {},
  ) => {
    const { token = 'admin', body, type = 'application/json', accept } = init;
    return api(
      new Request(`https://simulator${path}`, {
        method: init.method,
        signal: init.signal,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(accept && { accept }),
          ...(body !== undefined && { 'content-type': type }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
  };
  const ask = async (...parameters: Parameters<typeof send>) => {
    const response = await send(...parameters);
    return { status: response.status, body: await response.json() };
  };
  return { store, send, ask };
}

const inDefault = '/api/v1/namespaces/default';

describe('who may call', () => {
  it('shows health and version to everyone', async () => {
    const { send } = setUp();
    expect((await send('/readyz', { token: '' })).status).toBe(200);
    expect((await send('/version', { token: '' })).status).toBe(200);
  });

  it.each([
    ['anonymous', '', 403],
    ['nobody', 'wrong', 401],
    ['the viewer', 'viewer', 200],
  ])('answers %s who lists pods', async (_who, token, status) => {
    const { ask } = setUp();
    const answer = await ask('/api/v1/pods', { token });
    expect(answer.status).toBe(status);
    expect(answer.body.kind).toBe(status === 200 ? 'PodList' : 'Status');
  });

  it('words a refusal as the real server does', async () => {
    const { ask } = setUp();
    const { body } = await ask(`${inDefault}/secrets`, { token: 'viewer' });
    expect(body).toMatchObject({
      kind: 'Status',
      code: 403,
      reason: 'Forbidden',
      message:
        'secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" in the namespace "default"',
    });
    const open = '/api/v1/namespaces/open/secrets';
    expect((await ask(open, { token: 'viewer' })).status).toBe(200);
    const everywhere = await ask('/api/v1/secrets', { token: 'viewer' });
    expect(everywhere.status).toBe(403);
  });

  it.each([
    ['pods', '', true],
    ['secrets', '', false],
    ['pods', 'log', false],
  ])('reviews access to %s %s', async (resource, subresource, allowed) => {
    const { ask } = setUp();
    const { status, body } = await ask(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        method: 'POST',
        token: 'viewer',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: { verb: 'list', resource, subresource } },
        },
      },
    );
    expect(status).toBe(201);
    expect(body.status.allowed).toBe(allowed);
  });

  it('reviews tokens', async () => {
    const { ask } = setUp();
    const { body } = await ask('/apis/authentication.k8s.io/v1/tokenreviews', {
      method: 'POST',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token: 'viewer' },
      },
    });
    expect(body.status).toMatchObject({
      authenticated: true,
      user: { username: 'viewer', groups: ['viewers'] },
    });
  });
});

describe('reading', () => {
  it('pages through one consistent version', async () => {
    const { ask, store } = setUp();
    const first = await ask(`${inDefault}/pods?limit=2`);
    expect(first.body.metadata.remainingItemCount).toBe(3);
    store.delete(pods, { namespace: 'default', name: 'c' });
    const token = first.body.metadata.continue;
    const second = await ask(`${inDefault}/pods?limit=9&continue=${token}`);
    const names = [...first.body.items, ...second.body.items].map(
      item => item.metadata.name,
    );
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(second.body.metadata).toEqual({
      resourceVersion: first.body.metadata.resourceVersion,
    });
  });

  it('says that a page is gone when the history is', async () => {
    const { ask, store } = setUp();
    const first = await ask(`${inDefault}/pods?limit=2`);
    store.delete(pods, { namespace: 'default', name: 'c' });
    store.compact();
    const token = first.body.metadata.continue;
    const second = await ask(`${inDefault}/pods?limit=2&continue=${token}`);
    expect(second).toMatchObject({ status: 410, body: { reason: 'Expired' } });
    const broken = await ask(`${inDefault}/pods?continue=nonsense`);
    expect(broken.status).toBe(400);
  });

  it('shows metadata alone', async () => {
    const { ask } = setUp();
    const { body } = await ask(`${inDefault}/pods?labelSelector=app%3Da`, {
      accept:
        'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    });
    expect(body.kind).toBe('PartialObjectMetadataList');
    expect(Object.keys(body.items[0]).sort()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
  });

  it('shows a table', async () => {
    const { ask } = setUp();
    const { body } = await ask(
      `${inDefault}/pods?fieldSelector=metadata.name%3Da`,
      {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      },
    );
    expect(body.rows[0].cells.slice(0, 4)).toEqual([
      'a',
      '0/1',
      'Running',
      '0',
    ]);
  });

  it('refuses to speak what it does not speak', async () => {
    const { ask } = setUp();
    const { status } = await ask('/api/v1/pods', { accept: 'text/html' });
    expect(status).toBe(406);
  });

  it('shows an autoscaler in either version', async () => {
    const { ask } = setUp();
    const path = 'namespaces/default/horizontalpodautoscalers/web';
    const old = await ask(`/apis/autoscaling/v1/${path}`);
    expect(old.body.apiVersion).toBe('autoscaling/v1');
    expect(old.body.spec.targetCPUUtilizationPercentage).toBe(70);
    const current = await ask(`/apis/autoscaling/v2/${path}`);
    expect(current.body.spec.metrics).toHaveLength(1);
  });

  it('measures what runs', async () => {
    const { ask } = setUp();
    const { body } = await ask('/apis/metrics.k8s.io/v1beta1/pods');
    expect(body.items).toHaveLength(5);
    expect(body.items[0].containers[0].usage.cpu).toMatch(/^\d+n$/);
    const nodes = await ask('/apis/metrics.k8s.io/v1beta1/nodes/n');
    expect(nodes.body.usage.memory).toMatch(/^\d+Ki$/);
  });

  it.each([
    ['/api/v1/nonsense', 404],
    ['/apis/none.example/v1', 404],
    [`${inDefault}/pods/zzz`, 404],
    [`${inDefault}/pods/a/scale`, 404],
    [`${inDefault}/pods?labelSelector=a%20b%20c`, 400],
  ])('refuses %s with %p', async (path, status) => {
    const { ask } = setUp();
    expect(await ask(path)).toMatchObject({
      status,
      body: { kind: 'Status', status: 'Failure' },
    });
  });
});

describe('discovery', () => {
  it('lists groups, versions and types', async () => {
    const { ask } = setUp();
    const groups = await ask('/apis');
    expect(
      groups.body.groups.map((group: { name: string }) => group.name),
    ).toEqual(expect.arrayContaining(['apps', 'velero.io', 'metrics.k8s.io']));
    const apps = await ask('/apis/apps/v1');
    expect(
      apps.body.resources.map((resource: { name: string }) => resource.name),
    ).toEqual(expect.arrayContaining(['deployments', 'deployments/scale']));
    const core = await ask('/api/v1');
    expect(core.body.groupVersion).toBe('v1');
  });

  it('says in OpenAPI that the server validates fields', async () => {
    const { ask } = setUp();
    const index = await ask('/openapi/v3');
    const { serverRelativeURL } = index.body.paths['apis/apps/v1'];
    const { body } = await ask(serverRelativeURL);
    const path = '/apis/apps/v1/namespaces/{namespace}/deployments/{name}';
    expect(
      body.paths[path].patch.parameters.map(
        (parameter: { name: string }) => parameter.name,
      ),
    ).toContain('fieldValidation');
  });
});

describe('writing', () => {
  const fresh = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { a: '1' },
  };

  it('creates, once, where there is a namespace', async () => {
    const { ask } = setUp();
    const path = `${inDefault}/configmaps`;
    const create = { method: 'POST', body: fresh };
    expect((await ask(path, create)).status).toBe(201);
    expect(await ask(path, create)).toMatchObject({
      status: 409,
      body: { reason: 'AlreadyExists' },
    });
    const nowhere = '/api/v1/namespaces/nowhere/configmaps';
    expect(await ask(nowhere, create)).toMatchObject({
      status: 404,
      body: { message: 'namespaces "nowhere" not found' },
    });
  });

  it.each([
    ['a name that is none', { metadata: { name: 'Not_A_Name' } }, 422],
    ['no name', { metadata: {} }, 422],
    ['another kind', { kind: 'Secret' }, 400],
    [
      'another namespace',
      { metadata: { name: 'settings', namespace: 'open' } },
      400,
    ],
  ])('refuses %s', async (_what, change, status) => {
    const { ask } = setUp();
    const body = { ...fresh, ...change };
    const answer = await ask(`${inDefault}/configmaps`, {
      method: 'POST',
      body,
    });
    expect(answer.status).toBe(status);
  });

  it('stores nothing in a rehearsal', async () => {
    const { ask, store } = setUp();
    const before = store.currentVersion;
    const dry = '?dryRun=All';
    const created = await ask(`${inDefault}/configmaps${dry}`, {
      method: 'POST',
      body: fresh,
    });
    const patched = await ask(`${inDefault}/pods/a${dry}`, {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { metadata: { labels: { x: 'y' } } },
    });
    const deleted = await ask(`${inDefault}/pods/a${dry}`, {
      method: 'DELETE',
    });
    expect([created.status, patched.status, deleted.status]).toEqual([
      201, 200, 200,
    ]);
    expect(patched.body.metadata.labels.x).toBe('y');
    expect(store.currentVersion).toBe(before);
  });

  it('keeps status and specification apart', async () => {
    const { ask } = setUp();
    const path = '/apis/apps/v1/namespaces/default/deployments/web';
    const patch = {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { spec: { replicas: 3 }, status: { replicas: 9 } },
    };
    const main = await ask(path, patch);
    expect(main.body).toMatchObject({
      spec: { replicas: 3 },
      status: { replicas: 1 },
    });
    const status = await ask(`${path}/status`, {
      ...patch,
      body: { spec: { replicas: 7 }, status: { replicas: 9 } },
    });
    expect(status.body).toMatchObject({
      spec: { replicas: 3 },
      status: { replicas: 9 },
    });
  });

  it('scales', async () => {
    const { ask } = setUp();
    const path = '/apis/apps/v1/namespaces/default/deployments/web';
    const { body } = await ask(`${path}/scale`, {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { spec: { replicas: 4 } },
    });
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 4 } });
    expect((await ask(path)).body.spec.replicas).toBe(4);
  });

  it('applies: creates what is not there, merges what is', async () => {
    const { ask } = setUp();
    const path = `${inDefault}/configmaps/settings?fieldManager=test`;
    const apply = {
      method: 'PATCH',
      type: 'application/apply-patch+yaml',
      body: fresh,
    };
    expect((await ask(path, apply)).status).toBe(201);
    const second = await ask(path, {
      ...apply,
      body: { ...fresh, data: { b: '2' } },
    });
    expect(second).toMatchObject({
      status: 200,
      body: { data: { a: '1', b: '2' } },
    });
  });

  it('refuses a patch of an old version', async () => {
    const { ask } = setUp();
    const { status } = await ask(`${inDefault}/pods/a`, {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { metadata: { resourceVersion: '1', labels: { x: 'y' } } },
    });
    expect(status).toBe(409);
  });

  it('deletes one, and many', async () => {
    const { ask, store } = setUp();
    await ask(`${inDefault}/pods/a`, { method: 'DELETE' });
    await ask(`${inDefault}/pods?labelSelector=app+in+(b,c)`, {
      method: 'DELETE',
    });
    expect(store.list(pods).map(({ metadata }) => metadata.name)).toEqual([
      'd',
      'e',
    ]);
  });
});

describe('logs and services', () => {
  it('reads the log of a container', async () => {
    const { send } = setUp({
      podLogs: ({ pod: { metadata }, container }) =>
        `one\n${metadata.name}/${container}\n`,
    });
    const log = await send(`${inDefault}/pods/a/log?tailLines=1`);
    expect(await log.text()).toBe('a/main\n');
    const other = await send(`${inDefault}/pods/a/log?container=zzz`);
    expect(other.status).toBe(400);
  });

  it('says itself when nothing is behind a service', async () => {
    const { ask } = setUp();
    expect(await ask(`${inDefault}/services/web:80/proxy/`)).toMatchObject({
      status: 503,
      body: {
        reason: 'ServiceUnavailable',
        message: 'no endpoints available for service "web:80"',
      },
    });
  });

  it('passes on to a service, and its answer back', async () => {
    const targets: unknown[] = [];
    const { send } = setUp({
      serviceProxy: async target => {
        targets.push(target);
        return new Response('busy', { status: 503 });
      },
    });
    const answer = await send(
      `${inDefault}/services/https:web:http/proxy/v1/info?x=1`,
    );
    expect([answer.status, await answer.text()]).toEqual([503, 'busy']);
    expect(targets).toEqual([
      {
        namespace: 'default',
        scheme: 'https',
        name: 'web',
        port: 'http',
        path: '/v1/info?x=1',
      },
    ]);
  });
});

describe('a failing server', () => {
  it.each([403, 500, 503] as const)('answers %p as a Status', async status => {
    const { ask } = setUp({ faults: () => ({ kind: 'status', status }) });
    expect(await ask('/api/v1/pods')).toMatchObject({
      status,
      body: { kind: 'Status', code: status },
    });
  });

  it('fails for the types it is planned for', async () => {
    const { ask } = setUp({
      faults: () => ({
        kind: 'status',
        status: 500,
        match: { plurals: ['pods'] },
      }),
    });
    expect((await ask('/api/v1/pods')).status).toBe(500);
    expect((await ask('/api/v1/services')).status).toBe(200);
  });

  it('cuts its answers', async () => {
    const { send } = setUp({ faults: () => ({ kind: 'truncate' }) });
    const response = await send('/api/v1/pods');
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow('JSON');
  });

  it('shows nothing', async () => {
    const { ask } = setUp({ faults: () => ({ kind: 'empty' }) });
    const { body } = await ask('/api/v1/pods');
    expect(body).toMatchObject({ kind: 'PodList', items: [] });
  });

  it('does not answer until the client has gone', async () => {
    const { send } = setUp({ faults: () => ({ kind: 'timeout' }) });
    const leaving = new AbortController();
    const asked = send('/api/v1/pods', { signal: leaving.signal });
    const early = await Promise.race([asked, Promise.resolve('nothing yet')]);
    expect(early).toBe('nothing yet');
    leaving.abort();
    expect((await asked).status).toBe(500);
  });

  it('forgets where lists and watches were', async () => {
    let fault: FaultPlan = { kind: 'none' };
    const { ask, send } = setUp({ faults: () => fault });
    const first = await ask('/api/v1/pods?limit=1');
    fault = { kind: 'gone' };
    const token = first.body.metadata.continue;
    expect((await ask(`/api/v1/pods?continue=${token}`)).status).toBe(410);
    const version = first.body.metadata.resourceVersion;
    const watch = await send(
      `/api/v1/pods?watch=true&resourceVersion=${version}`,
    );
    expect(JSON.parse(await watch.text())).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
  });
});

describe('watching', () => {
  async function readEvents(response: Response, count: number) {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (text.split('\n').length <= count) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value);
    }
    await reader.cancel();
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .map(({ type, object }) =>
        `${type} ${object.metadata.name ?? ''}`.trim(),
      );
  }

  it('tells what happens after a version', async () => {
    const { send, store } = setUp();
    const watch = await send(
      `${inDefault}/pods?watch=1&resourceVersion=${store.currentVersion}`,
    );
    store.create(pods, pod('new'));
    store.delete(pods, { namespace: 'default', name: 'a' });
    expect(await readEvents(watch, 2)).toEqual(['ADDED new', 'DELETED a']);
  });

  it('begins with what is there, and says when that is all', async () => {
    const { send } = setUp();
    const watch = await send(
      '/api/v1/namespaces?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    expect(await readEvents(watch, 3)).toEqual([
      'ADDED default',
      'ADDED open',
      'BOOKMARK',
    ]);
  });

  it('turns changes into arrivals and departures of a selection', async () => {
    const { send, store } = setUp();
    const watch = await send(
      `/api/v1/pods?watch=true&labelSelector=app%3Da&resourceVersion=${store.currentVersion}`,
    );
    const [a, b] = store.list(pods);
    store.update(pods, {
      ...a,
      metadata: { ...a.metadata, labels: { app: 'other' } },
    });
    store.update(pods, {
      ...b,
      metadata: { ...b.metadata, labels: { app: 'a' } },
    });
    expect(await readEvents(watch, 2)).toEqual(['DELETED a', 'ADDED b']);
  });

  it('ends in time, with a bookmark', async () => {
    const { send, store } = setUp();
    const watch = await send(
      `/api/v1/pods?watch=true&timeoutSeconds=0.02&allowWatchBookmarks=true&resourceVersion=${store.currentVersion}`,
    );
    const lines = (await watch.text()).trim().split('\n');
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      {
        type: 'BOOKMARK',
        object: {
          metadata: { resourceVersion: String(store.currentVersion) },
        },
      },
    ]);
  });

  it('breaks when the server begins to fail', async () => {
    let fault: FaultPlan = { kind: 'none' };
    const { send, store } = setUp({ faults: () => fault });
    const watch = await send(
      `/api/v1/pods?watch=true&resourceVersion=${store.currentVersion}`,
    );
    fault = { kind: 'status', status: 503 };
    expect(await watch.text()).toBe('');
  });
});
