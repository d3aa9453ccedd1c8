/**
 * The edge in front of `*.254carbon.com`: Cloudflare Access, the tunnel, the ingress.
 *
 * Who brings no service token is sent to a login page, whatever the state of the service: the 302 says that the edge is up
 * and nothing about what is behind it. Access also takes `/.well-known/acme-challenge/*`, which is why the platform's
 * HTTP-01 certificates stay pending. With a token each next hop can fail in its own words: no tunnel is
 * Cloudflare's 530, no pod is nginx's 503.
 */
import { askSystem } from './createServiceAnswers';
import { html } from './reply';
import type { Clock, PlatformState, ServiceProxyTarget } from './types';

/** What an external name leads to. */
export type EdgeTarget = Omit<ServiceProxyTarget, 'path'>;

const inData = (name: string, port: string): EdgeTarget => ({
  namespace: 'data-platform',
  name,
  port,
});

/** External names of the platform, without `.254carbon.com`. */
export const edgeHosts: Readonly<Record<string, EdgeTarget>> = {
  dolphin: inData('dolphinscheduler-api', '12345'),
  trino: inData('trino', '8080'),
  minio: inData('minio-console', '9001'),
  superset: inData('superset', '8088'),
  doris: inData('doris-fe', '8030'),
  'spark-history': inData('spark-history-server', '18080'),
  lakefs: inData('lakefs', '8000'),
  datahub: inData('datahub-frontend', '9002'),
  portal: inData('portal-services', '8080'),
  api: inData('graphql-gateway', '4000'),
  mlflow: inData('mlflow', '5000'),
  kong: { namespace: 'kong', name: 'kong-admin', port: '8001' },
  kiali: { namespace: 'istio-system', name: 'kiali', port: '20001' },
  jaeger: { namespace: 'monitoring', name: 'jaeger-query', port: '16686' },
  grafana: { namespace: 'monitoring', name: 'grafana', port: '3000' },
  metrics: {
    namespace: 'victoria-metrics',
    name: 'victoria-metrics',
    port: '8428',
  },
  victoria: {
    namespace: 'victoria-metrics',
    name: 'victoria-metrics',
    port: '8428',
  },
  loki: { namespace: 'victoria-metrics', name: 'loki', port: '3100' },
  harbor: { namespace: 'registry', name: 'harbor-core', port: '80' },
  argocd: { namespace: 'argocd', name: 'argocd-server', port: '80' },
  vault: { namespace: 'vault', name: 'vault', port: '8200' },
};

const domain = '.254carbon.com';

/** The name and the path: from the URL's host, from a first path segment that is a host, or from `Host`. */
function readAddress(request: Request): { host: string; path: string } {
  const url = new URL(request.url);
  const path = `${url.pathname}${url.search}`;
  if (url.hostname.endsWith(domain)) return { host: url.hostname, path };
  const [, first] = url.pathname.split('/');
  if (first.endsWith(domain)) {
    return { host: first, path: path.slice(first.length + 1) || '/' };
  }
  const told =
    request.headers.get('x-forwarded-host') ??
    request.headers.get('host') ??
    '';
  return { host: told.split(':')[0], path };
}

function login(host: string, path: string): Response {
  const location = new URL(
    `https://254carbon.cloudflareaccess.com/cdn-cgi/access/login/${host}`,
  );
  location.searchParams.set('redirect_url', path);
  return new Response(null, {
    status: 302,
    headers: {
      location: location.href,
      server: 'cloudflare',
      'cache-control': 'private, max-age=0, no-store',
      'www-authenticate': `Cloudflare-Access resource_metadata="https://${host}"`,
    },
  });
}

function hasServiceToken(request: Request): boolean {
  return Boolean(
    request.headers.get('cf-access-client-id')?.trim() &&
      request.headers.get('cf-access-client-secret')?.trim(),
  );
}

/**
 * Answers `https://<name>.254carbon.com/...`. Any non-empty service token is accepted.
 *
 * @param options - `hosts` default to the platform's
 */
export function createEdgeAnswers(options: {
  state: PlatformState;
  clock: Clock;
  hosts?: Readonly<Record<string, EdgeTarget>>;
}): (request: Request) => Promise<Response> {
  const { state, clock, hosts = edgeHosts } = options;
  return async request => {
    const { host, path } = readAddress(request);
    if (!hasServiceToken(request)) return login(host, path);
    const tunnel = state.readyPods('cloudflare-tunnel', 'cloudflared-metrics');
    if (tunnel.exists && tunnel.ready === 0) {
      return html('Error 1033: Cloudflare Tunnel error', 530, 'cloudflare');
    }
    const name = host.slice(0, -domain.length);
    if (!Object.hasOwn(hosts, name)) {
      return html('404 Not Found', 404, 'cloudflare');
    }
    const target: ServiceProxyTarget = { ...hosts[name], path };
    const pods = state.readyPods(target.namespace, target.name);
    if (pods.ready === 0) {
      return html('503 Service Temporarily Unavailable', 503, 'cloudflare');
    }
    const url = new URL(path, 'http://service');
    return askSystem({
      target,
      port: Number(target.port ?? 0),
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      request,
      pods,
      state,
      now: clock.now(),
    });
  };
}
