import { custom, ingress, seen, service } from '../__fixtures__/objects';
import { indexObjects, KubernetesObject } from '.';

const TRINO = service('trino', 'trino', { http: 8080 });

/** Addresses of the first object's route, and whether it leads to the Service. */
function look(...objects: KubernetesObject[]) {
  const entries = [...objects, TRINO].map(object => seen(object));
  const index = indexObjects(entries);
  const [route] = entries;
  return {
    urls: index.routes.of(route).urls,
    leads: index.routes.leadingTo(entries[entries.length - 1]).includes(route),
  };
}

describe('routes', () => {
  it('of an Ingress keep host and path together', () => {
    const object = ingress('trino', 'trino.example.com', 'trino');
    expect(look(object)).toEqual({
      urls: ['https://trino.example.com/'],
      leads: true,
    });
    object.spec = {
      rules: [
        { host: '*.example.com' },
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/x', backend: { service: { name: 'trino' } } },
              { path: '/(.*)', backend: { service: { name: 'trino' } } },
            ],
          },
        },
      ],
    };
    expect(look(object).urls).toEqual([
      'http://a.example.com/x',
      'http://a.example.com/',
    ]);
  });

  it('of the Gateway API take TLS and missing hosts from their listener, and cross namespaces', () => {
    const gateway = custom('gateway.networking.k8s.io/v1', 'Gateway', 'edge', {
      namespace: 'edge',
      spec: {
        listeners: [
          { name: 'web', protocol: 'HTTP', hostname: 'plain.example.com' },
          { name: 'tls', protocol: 'HTTPS', hostname: 'trino.example.com' },
        ],
      },
    });
    const route = (spec: KubernetesObject['spec']) =>
      custom('gateway.networking.k8s.io/v1', 'HTTPRoute', 'trino', {
        namespace: 'routes',
        spec: {
          parentRefs: [{ name: 'edge', namespace: 'edge', sectionName: 'tls' }],
          rules: [
            {
              matches: [{ path: { type: 'PathPrefix', value: '/ui' } }],
              backendRefs: [{ name: 'trino', namespace: 'data', port: 8080 }],
            },
          ],
          ...spec,
        },
      });
    expect(look(route({}), gateway)).toEqual({
      urls: ['https://trino.example.com/ui'],
      leads: true,
    });
    expect(look(route({ hostnames: ['sql.example.com'] })).urls).toEqual([
      'http://sql.example.com/ui',
    ]);
  });

  it('of Istio lead in through a gateway, and inside the mesh not', () => {
    const route = (gateways: string[]) =>
      custom('networking.istio.io/v1', 'VirtualService', 'trino', {
        spec: {
          hosts: ['trino.example.com', 'trino.data.svc.cluster.local'],
          gateways,
          http: [
            {
              match: [{ uri: { prefix: '/' } }],
              route: [
                { destination: { host: 'trino.data.svc.cluster.local' } },
              ],
            },
          ],
        },
      });
    const gateway = custom('networking.istio.io/v1', 'Gateway', 'front', {
      namespace: 'istio-system',
      spec: { servers: [{ port: { number: 443, protocol: 'HTTPS' } }] },
    });
    expect(look(route(['istio-system/front']), gateway)).toEqual({
      urls: ['https://trino.example.com/'],
      leads: true,
    });
    expect(look(route(['mesh'])).urls).toEqual([]);
  });

  it('of Kong go through a KongService', () => {
    const route = custom(
      'configuration.konghq.com/v1alpha1',
      'KongRoute',
      'r',
      {
        namespace: 'kong',
        spec: {
          hosts: ['sql.example.com'],
          paths: ['/v1', '~/x.*'],
          protocols: ['https'],
          serviceRef: { namespacedRef: { name: 's' } },
        },
      },
    );
    const kong = (spec: KubernetesObject['spec']) =>
      custom('configuration.konghq.com/v1alpha1', 'KongService', 's', {
        namespace: 'kong',
        spec,
      });
    for (const spec of [
      { host: 'trino.data.svc' },
      { url: 'http://trino.data.svc:8080/x' },
    ])
      expect(look(route, kong(spec))).toEqual({
        urls: ['https://sql.example.com/v1'],
        leads: true,
      });
    expect(look(route).leads).toBe(false);
  });

  it('of Traefik are read from their rules', () => {
    const route = custom('traefik.io/v1alpha1', 'IngressRoute', 'r', {
      spec: {
        tls: {},
        routes: [
          {
            match: 'Host(`a.example.com`, `b.example.com`) && PathPrefix(`/x`)',
            services: [{ name: 'trino' }],
          },
        ],
      },
    });
    expect(look(route)).toEqual({
      urls: ['https://a.example.com/x', 'https://b.example.com/x'],
      leads: true,
    });
  });

  it('are not confused with kinds of the same name', () => {
    expect(
      look(custom('example.com/v1', 'HTTPRoute', 'x', { spec: { rules: [] } })),
    ).toEqual({ urls: [], leads: false });
  });
});
