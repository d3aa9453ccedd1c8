/** @kubernetes/client-node, the client that Backstage uses, against the simulator over TLS. */
import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
  Metrics,
  PatchStrategy,
  setHeaderOptions,
  Watch,
  type V1Pod,
} from '@kubernetes/client-node';
import { startTestPlatform } from './startTestPlatform';

const namespace = 'default';

function pod(name: string): V1Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: { containers: [{ name: 'main', image: 'x' }] },
  };
}

describe('@kubernetes/client-node', () => {
  let platform: Awaited<ReturnType<typeof startTestPlatform>>;

  beforeEach(async () => {
    platform = await startTestPlatform();
  });

  afterEach(async () => {
    await platform.close();
  });

  function connect(token = 'admin'): KubeConfig {
    const config = new KubeConfig();
    config.loadFromString(JSON.stringify(platform.kubeconfig(token)));
    return config;
  }

  it('lists, creates, reads, replaces and deletes', async () => {
    const core = connect().makeApiClient(CoreV1Api);
    await core.createNamespacedPod({ namespace, body: pod('a') });
    const listed = await core.listNamespacedPod({ namespace });
    expect(listed.items.map(item => item.metadata?.name)).toEqual([
      'a',
      'seeded',
    ]);
    const label = async (): Promise<unknown> => {
      const read = await core.readNamespacedPod({ namespace, name: 'a' });
      expect(read.metadata?.creationTimestamp).toBeInstanceOf(Date);
      const metadata = { ...read.metadata, labels: { x: 'y' } };
      return core
        .replaceNamespacedPod({
          namespace,
          name: 'a',
          body: { ...read, metadata },
        })
        .catch(error => {
          // The platform is alive: its kubelet may have written the pod's state in between.
          if (error.code === 409) return label();
          throw error;
        });
    };
    expect(await label()).toMatchObject({ metadata: { labels: { x: 'y' } } });
    await core.deleteNamespacedPod({ namespace, name: 'a' });
    await expect(
      core.readNamespacedPod({ namespace, name: 'a' }),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('patches in every format', async () => {
    const apps = connect().makeApiClient(AppsV1Api);
    await apps.createNamespacedDeployment({
      namespace,
      body: {
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: {
              containers: [
                { name: 'main', image: 'main:1' },
                { name: 'side', image: 'side:1' },
              ],
            },
          },
        },
      },
    });
    const target = { namespace, name: 'web' };
    const byOperation = await apps.patchNamespacedDeployment({
      ...target,
      body: [{ op: 'replace', path: '/spec/replicas', value: 2 }],
    });
    expect(byOperation.spec?.replicas).toBe(2);
    const image = (text: string) => ({
      spec: {
        template: { spec: { containers: [{ name: 'main', image: text }] } },
      },
    });
    const strategic = await apps.patchNamespacedDeployment(
      { ...target, body: image('main:2') },
      setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
    );
    expect(
      strategic.spec?.template.spec?.containers.map(item => item.image),
    ).toEqual(['main:2', 'side:1']);
    const applied = await apps.patchNamespacedDeployment(
      {
        ...target,
        fieldManager: 'test',
        force: true,
        body: { apiVersion: 'apps/v1', kind: 'Deployment', ...image('main:3') },
      },
      setHeaderOptions('Content-Type', PatchStrategy.ServerSideApply),
    );
    expect(applied.spec?.template.spec?.containers).toHaveLength(2);
  });

  it('reads custom objects and metrics', async () => {
    const config = connect();
    const custom = config.makeApiClient(CustomObjectsApi);
    const applications = await custom.listNamespacedCustomObject({
      group: 'argoproj.io',
      version: 'v1alpha1',
      plural: 'applications',
      namespace,
    });
    expect(applications.items).toMatchObject([
      { status: { sync: { status: 'OutOfSync' } } },
    ]);
    const metrics = await new Metrics(config).getPodMetrics(namespace);
    expect(metrics.items[0].containers[0].usage.cpu).toMatch(/n$/);
  });

  it('follows changes with an informer', async () => {
    const config = connect();
    const core = config.makeApiClient(CoreV1Api);
    const informer = makeInformer(
      config,
      `/api/v1/namespaces/${namespace}/pods`,
      () => core.listNamespacedPod({ namespace }),
    );
    const seen: string[] = [];
    const deleted = new Promise<void>((resolve, reject) => {
      informer.on('add', added => seen.push(`add ${added.metadata?.name}`));
      informer.on('delete', ({ metadata }) => {
        seen.push(`delete ${metadata?.name}`);
        resolve();
      });
      informer.on('error', reject);
      informer.on('connect', () => {
        core
          .createNamespacedPod({ namespace, body: pod('b') })
          .then(() => core.deleteNamespacedPod({ namespace, name: 'b' }))
          .catch(reject);
      });
    });
    await informer.start();
    await deleted;
    await informer.stop();
    expect(seen).toEqual(
      expect.arrayContaining(['add seeded', 'add b', 'delete b']),
    );
  });

  it('is told that a version is gone', async () => {
    platform.store.compact();
    const watch = new Watch(connect());
    const event = await new Promise<{ phase: string; code?: number }>(
      (resolve, reject) => {
        watch
          .watch(
            '/api/v1/pods',
            { resourceVersion: '1' },
            (phase, object) => resolve({ phase, code: object.code }),
            reject,
          )
          .catch(reject);
      },
    );
    expect(event).toEqual({ phase: 'ERROR', code: 410 });
  });

  it('is refused what it may not do', async () => {
    const viewer = connect('viewer').makeApiClient(CoreV1Api);
    await expect(
      viewer.listNamespacedPod({ namespace }),
    ).resolves.toBeDefined();
    await expect(
      viewer.listNamespacedSecret({ namespace }),
    ).rejects.toMatchObject({ code: 403 });
    const stranger = connect('wrong').makeApiClient(CoreV1Api);
    await expect(
      stranger.listNamespacedPod({ namespace }),
    ).rejects.toMatchObject({ code: 401 });
  });
});
