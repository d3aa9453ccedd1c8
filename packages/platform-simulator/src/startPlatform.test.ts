import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { connect } from 'node:net';
import { request } from 'node:https';
import { once } from 'node:events';
import { startPlatform, type RunningPlatform } from './startPlatform';

let platform: RunningPlatform;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(() => platform.close());

/** GET on the Kubernetes API with the certificate checked. */
async function get(path: string, token?: string) {
  const { url, caData } = platform.kubernetes;
  const call = request(`${url}${path}`, {
    ca: Buffer.from(caData, 'base64'),
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  call.end();
  const [response] = await once(call, 'response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, body };
}

const PODS = '/api/v1/pods';
const SECRETS = '/api/v1/namespaces/kong/secrets';
const DATA_PODS = '/api/v1/namespaces/data-platform/pods';
const MONITORING_PODS = '/api/v1/namespaces/monitoring/pods';
const TRINO =
  '/api/v1/namespaces/data-platform/services/trino:8080/proxy/v1/info';

describe('identities', () => {
  const rights: [
    keyof RunningPlatform['kubernetes']['tokens'],
    string,
    number,
  ][] = [
    ['portal', PODS, 200],
    ['portal', SECRETS, 403],
    ['portal', TRINO, 200],
    ['portal', '/apis/argoproj.io/v1alpha1/applications', 200],
    ['portal', '/apis/metrics.k8s.io/v1beta1/nodes', 200],
    ['operator', SECRETS, 200],
    ['viewer', PODS, 403],
    ['viewer', DATA_PODS, 200],
    ['viewer', MONITORING_PODS, 403],
    ['limited', MONITORING_PODS, 200],
    ['limited', DATA_PODS, 403],
    ['limited', '/api/v1/namespaces/monitoring/services', 403],
  ];

  it.each(rights)('%s asks for %s and gets %d', async (name, path, status) => {
    const answer = await get(path, platform.kubernetes.tokens[name]);
    expect(answer.status).toBe(status);
  });

  it('knows nobody else', async () => {
    expect((await get(PODS, 'guessed')).status).toBe(401);
  });

  it('makes other tokens at each start', async () => {
    const other = await startPlatform();
    try {
      const tokens = [platform, other].flatMap(({ kubernetes }) =>
        Object.values(kubernetes.tokens),
      );
      expect(new Set(tokens).size).toBe(8);
    } finally {
      await other.close();
    }
  });
});

describe('the platform over its own protocols', () => {
  it('is read by the Kubernetes client', async () => {
    const { url, caData, tokens } = platform.kubernetes;
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: 'demo', server: url, caData }],
      users: [{ name: 'portal', token: tokens.portal }],
      contexts: [{ name: 'demo', cluster: 'demo', user: 'portal' }],
      currentContext: 'demo',
    });
    const { items } = await config
      .makeApiClient(CoreV1Api)
      .listPodForAllNamespaces();
    expect(items).toHaveLength(138);
  });

  it('serves data sources below their real host', async () => {
    const answer = await fetch(
      `${platform.hosts['api.eia.gov']}/v2/petroleum/pri/spt/data/?api_key=demo`,
    );
    expect(answer.headers.get('content-type')).toContain('json');
    expect(answer.status).toBe(200);
  });

  it('sends the anonymous to the login page at the edge', async () => {
    const answer = await fetch(platform.hosts['grafana.254carbon.com'], {
      redirect: 'manual',
    });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain('cloudflareaccess.com');
  });

  it('says which hosts there are when asked for another', async () => {
    const { origin } = new URL(platform.hosts['api.eia.gov']);
    const answer = await fetch(`${origin}/example.com/`);
    expect(answer.status).toBe(404);
    expect((await answer.json()).error).toContain('api.eia.gov');
  });

  it('serves what speaks no HTTP over TCP', async () => {
    const { hostname, port } = new URL(
      platform.hosts['zookeeper-service.data-platform:2181'],
    );
    const socket = connect(Number(port), hostname);
    socket.write('ruok');
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toBe('imok');
  });

  it('tells of a crashed container what it died of', async () => {
    const { body } = await get(
      `${DATA_PODS}/doris-fe-0/log`,
      platform.kubernetes.tokens.portal,
    );
    expect(body).toContain('FE disabled by operator');
  });

  it('switches scenarios over HTTP', async () => {
    const put = (name: string) =>
      fetch(`${platform.control.url}/scenario`, {
        method: 'PUT',
        body: JSON.stringify({ name }),
      });
    await put('api-503');
    const failing = await get(PODS, platform.kubernetes.tokens.portal);
    expect(failing.status).toBe(503);
    await put('morning-of-24-october');
    const well = await get(PODS, platform.kubernetes.tokens.portal);
    expect(well.status).toBe(200);
  });
});

describe('ports', () => {
  it('refuses a port that is taken, and leaves nothing open', async () => {
    const taken = Number(new URL(platform.kubernetes.url).port);
    await expect(startPlatform({ portBase: taken })).rejects.toThrow(
      /choose another port/,
    );
  });
});
