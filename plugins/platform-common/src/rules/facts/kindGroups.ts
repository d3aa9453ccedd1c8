/** Kinds that several facts look at together, each with its reach. */

/** What asks to be scraped. */
export const MONITORS = {
  ServiceMonitor: 'cluster',
  PodMonitor: 'cluster',
  VMServiceScrape: 'cluster',
  VMPodScrape: 'cluster',
} as const;

/** What leads from outside to a Service. */
export const ROUTES = {
  Service: 'near',
  Ingress: 'cluster',
  IngressClass: 'cluster',
  HTTPRoute: 'cluster',
  GRPCRoute: 'cluster',
  VirtualService: 'cluster',
  KongRoute: 'cluster',
  TCPIngress: 'cluster',
  IngressRoute: 'cluster',
  Gateway: 'cluster',
  KongService: 'cluster',
  Pod: 'near',
} as const;

/** Workloads whose names others bear. */
export const BEARERS = {
  Deployment: 'near',
  StatefulSet: 'near',
  DaemonSet: 'near',
  CronJob: 'near',
} as const;

/** What runs. */
export const PODS = { Pod: 'near', ReplicaSet: 'near' } as const;

/** What makes Secrets. */
export const SECRET_MAKERS = {
  SealedSecret: 'cluster',
  ExternalSecret: 'cluster',
  Certificate: 'cluster',
  VaultStaticSecret: 'cluster',
  VaultDynamicSecret: 'cluster',
  OnePasswordItem: 'cluster',
  BitwardenSecret: 'cluster',
} as const;
