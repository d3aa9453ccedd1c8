import { createControllers } from '../controllers/createControllers';
import { createCertificate } from '../http/createCertificate';
import { serve } from '../http/serve';
import { createKubernetesApi } from '../kubernetes/createKubernetesApi';
import { ObjectStore } from '../kubernetes/ObjectStore';
import type { KubernetesObject } from '../kubernetes/types';

const clock = { now: () => Date.now() };

const everything = [
  {
    verbs: ['*'],
    apiGroups: ['*'],
    resources: ['*', '*/*'],
    nonResourceURLs: ['*'],
  },
];

const viewing = [
  {
    verbs: ['get', 'list', 'watch'],
    apiGroups: ['', 'apps'],
    resources: ['pods', 'deployments'],
  },
];

const seeds: KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } },
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    status: {
      allocatable: { cpu: '8', memory: '32Gi' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'seeded', namespace: 'default', labels: { app: 'a' } },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'x' }] },
    status: { phase: 'Running' },
  },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'trino', namespace: 'default' },
    status: { sync: { status: 'OutOfSync' } },
  },
];

/** A small platform on a free port over TLS, for tests that use real clients. */
export async function startTestPlatform() {
  const store = new ObjectStore({ clock });
  store.load(seeds);
  const controllers = createControllers({
    store,
    clock,
    random: () => 0.1,
  });
  const stop = controllers.start();
  const certificate = await createCertificate({ now: Date.now() });
  const api = createKubernetesApi({
    store,
    clock,
    identities: [
      { token: 'admin', user: 'admin', groups: [], rules: everything },
      { token: 'viewer', user: 'viewer', groups: [], rules: viewing },
    ],
    podLogs: ({ pod }) => `log of ${pod.metadata.name}\n`,
  });
  const server = await serve(api, { host: '127.0.0.1', tls: certificate });
  /** The kubeconfig of one who has this token, as an object. */
  const kubeconfig = (token: string) => ({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [
      {
        name: 'test',
        cluster: {
          server: server.url,
          'certificate-authority-data': certificate.caData,
        },
      },
    ],
    users: [{ name: 'test', user: { token } }],
    contexts: [
      {
        name: 'test',
        context: { cluster: 'test', user: 'test', namespace: 'default' },
      },
    ],
  });
  return {
    store,
    kubeconfig,
    close: async () => {
      stop();
      controllers.close();
      await server.close();
    },
  };
}
