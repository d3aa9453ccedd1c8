/** The way in from the internet: tunnel, ingress controller, and what keeps certificates. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  WorkloadSpec,
  deployment,
  secret,
  service,
} from './build';

/** The tunnel and the ingress controller. */
export function edge(context: BuildContext): KubernetesObject[] {
  const tunnel = { 'app.kubernetes.io/name': 'cloudflare-tunnel' };
  const nginx = {
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  };
  return [
    ...deployment(context, {
      namespace: 'cloudflare-tunnel',
      name: 'cloudflared',
      replicas: 2,
      selector: tunnel,
      image: 'cloudflare/cloudflared:2025.8.1',
      args: [
        'tunnel',
        '--protocol',
        'quic',
        '--metrics',
        '0.0.0.0:2000',
        'run',
      ],
      ports: { metrics: 2000 },
      probe: { http: '/ready', port: 2000 },
      hardened: true,
      secretEnv: {
        TUNNEL_TOKEN: { secret: 'cloudflare-tunnel-token', key: 'token' },
      },
    }),
    secret(context, 'cloudflare-tunnel', 'cloudflare-tunnel-token', ['token']),
    service(context, {
      namespace: 'cloudflare-tunnel',
      name: 'cloudflared-metrics',
      selector: tunnel,
      ports: { metrics: 2000 },
    }),
    ...deployment(context, {
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
      replicas: 2,
      selector: nginx,
      image: 'registry.k8s.io/ingress-nginx/controller:v1.9.4',
      ports: { http: 80, https: 443, metrics: 10254 },
      probe: { http: '/healthz', port: 10254 },
      size: { cpu: '100m', memory: '90Mi' },
    }),
    service(context, {
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller',
      selector: nginx,
      type: 'NodePort',
      ports: { http: 80, https: 443, metrics: 10254 },
    }),
  ];
}

/** cert-manager and its two helpers. */
export function certificateManager(context: BuildContext): KubernetesObject[] {
  const parts: (Pick<WorkloadSpec, 'name' | 'ports' | 'probe'> & {
    image: string;
  })[] = [
    {
      name: 'cert-manager',
      image: 'controller',
      ports: { metrics: 9402, healthz: 9403 },
      probe: { http: '/livez', port: 9403 },
    },
    { name: 'cert-manager-cainjector', image: 'cainjector' },
    {
      name: 'cert-manager-webhook',
      image: 'webhook',
      ports: { https: 10250, healthz: 6080 },
      probe: { http: '/healthz', port: 6080 },
    },
  ];
  return [
    ...parts.flatMap(part =>
      deployment(context, {
        namespace: 'cert-manager',
        name: part.name,
        selector: { 'app.kubernetes.io/name': part.name },
        labels: { 'app.kubernetes.io/instance': 'cert-manager' },
        image: `quay.io/jetstack/cert-manager-${part.image}:v1.13.3`,
        ports: part.ports,
        probe: part.probe,
        hardened: true,
        size: { cpu: '10m', memory: '64Mi', memoryLimit: '256Mi' },
      }),
    ),
    service(context, {
      namespace: 'cert-manager',
      name: 'cert-manager',
      selector: { 'app.kubernetes.io/name': 'cert-manager' },
      ports: { metrics: 9402, healthz: 9403 },
    }),
    service(context, {
      namespace: 'cert-manager',
      name: 'cert-manager-webhook',
      selector: { 'app.kubernetes.io/name': 'cert-manager-webhook' },
      ports: { https: [443, 10250], healthz: 6080 },
    }),
  ];
}
