import { annotationOf, InventoryObject } from '../../kubernetes';

/** Annotations by which a controller, or the load balancer before it, offers TLS without `spec.tls`; with what they say then. */
const OFFERS_TLS: readonly (readonly [name: string, says: RegExp])[] = [
  ['alb.ingress.kubernetes.io/certificate-arn', /./],
  ['alb.ingress.kubernetes.io/listen-ports', /HTTPS/],
  ['networking.gke.io/managed-certificates', /./],
  ['ingress.gcp.kubernetes.io/pre-shared-cert', /./],
  ['traefik.ingress.kubernetes.io/router.tls', /./],
  ['traefik.ingress.kubernetes.io/router.entrypoints', /websecure/],
  ['nginx.ingress.kubernetes.io/ssl-passthrough', /./],
  // By its documentation for TLS that ends before the cluster: who comes by HTTP is sent there.
  ['nginx.ingress.kubernetes.io/force-ssl-redirect', /^true$/],
  ['haproxy.org/ssl-certificate', /./],
  ['appgw.ingress.kubernetes.io/appgw-ssl-certificate', /./],
  ['kubernetes.azure.com/tls-cert-keyvault-uri', /./],
  ['cloudflare-tunnel-ingress-controller.strrl.dev/backend-protocol', /./],
];

/** Whether an Ingress offers its hosts over TLS without `spec.tls`. */
export function offersTls({ object }: InventoryObject): boolean {
  return OFFERS_TLS.some(([name, says]) =>
    says.test(annotationOf(object, name) ?? ''),
  );
}
