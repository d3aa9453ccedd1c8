/** Istio: the control plane, a Kiali scaled to nothing, and the few rules of the mesh. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  custom,
  deployment,
  service,
  serviceAccount,
} from './build';

/** The mesh. */
export function mesh(context: BuildContext): KubernetesObject[] {
  return [
    serviceAccount(context, 'istio-system', 'istiod'),
    ...deployment(context, {
      namespace: 'istio-system',
      name: 'istiod',
      selector: { app: 'istiod', istio: 'pilot' },
      image: 'istio/pilot:1.20.3',
      serviceAccount: 'istiod',
      hardened: true,
      ports: { discovery: 15012, webhook: 15017, http: 8080 },
      probe: { http: '/ready', port: 8080 },
      size: { cpu: '500m', memory: '2Gi' },
    }),
    service(context, {
      namespace: 'istio-system',
      name: 'istiod',
      selector: { app: 'istiod', istio: 'pilot' },
      ports: { 'https-dns': 15012, 'https-webhook': [443, 15017], http: 8080 },
    }),
    ...kiali(context),
    ...meshRules(context),
  ];
}

function kiali(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: 'istio-system',
      name: 'kiali',
      replicas: 0,
      selector: { app: 'kiali', 'app.kubernetes.io/name': 'kiali' },
      image: 'quay.io/kiali/kiali:v1.76',
      ports: { http: 20001 },
      probe: { http: '/kiali/healthz', port: 20001 },
    }),
    service(context, {
      namespace: 'istio-system',
      name: 'kiali',
      selector: { app: 'kiali' },
      ports: { http: 20001 },
    }),
  ];
}

function meshRules(context: BuildContext): KubernetesObject[] {
  return [
    ...['istio-system', 'kong'].map(namespace =>
      custom(context, {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        namespace,
        name: 'default',
        spec: { mtls: { mode: 'PERMISSIVE' } },
      }),
    ),
    custom(context, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      namespace: 'data-platform',
      name: 'superset',
      spec: {
        hosts: ['superset.data-platform.svc.cluster.local'],
        http: [
          {
            route: [
              { destination: { host: 'superset', port: { number: 8088 } } },
            ],
            timeout: '60s',
          },
        ],
      },
    }),
    custom(context, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      namespace: 'data-platform',
      name: 'superset',
      spec: {
        host: 'superset.data-platform.svc.cluster.local',
        trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } },
      },
    }),
  ];
}
