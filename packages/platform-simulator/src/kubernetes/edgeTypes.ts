/** The custom types of service mesh, gateway and monitoring: what is at the platform's edge and what looks at it. */
import { defineTypes, type TypeEntry } from './defineTypes';
import type { ResourceType } from './types';

const status: TypeEntry['subresources'] = ['status'];

function define(apiVersion: string, entries: TypeEntry[]): ResourceType[] {
  return defineTypes(apiVersion, entries, { custom: true });
}

const mesh = [
  ...define('networking.istio.io/v1', [
    {
      kind: 'VirtualService',
      plural: 'virtualservices',
      shortNames: ['vs'],
      subresources: status,
    },
    {
      kind: 'Gateway',
      plural: 'gateways',
      shortNames: ['gw'],
      subresources: status,
    },
    {
      kind: 'DestinationRule',
      plural: 'destinationrules',
      shortNames: ['dr'],
      subresources: status,
    },
    {
      kind: 'ServiceEntry',
      plural: 'serviceentries',
      shortNames: ['se'],
      subresources: status,
    },
  ]),
  ...define('security.istio.io/v1', [
    {
      kind: 'PeerAuthentication',
      plural: 'peerauthentications',
      shortNames: ['pa'],
      subresources: status,
    },
    {
      kind: 'AuthorizationPolicy',
      plural: 'authorizationpolicies',
      shortNames: ['ap'],
      subresources: status,
    },
  ]),
];

const gateway = define('configuration.konghq.com/v1', [
  { kind: 'KongPlugin', plural: 'kongplugins', shortNames: ['kp'] },
  {
    kind: 'KongClusterPlugin',
    plural: 'kongclusterplugins',
    cluster: true,
    shortNames: ['kcp'],
  },
  { kind: 'KongConsumer', plural: 'kongconsumers', shortNames: ['kc'] },
  { kind: 'KongIngress', plural: 'kongingresses', shortNames: ['ki'] },
]);

const monitoring = [
  ...define('monitoring.coreos.com/v1', [
    { kind: 'ServiceMonitor', plural: 'servicemonitors', shortNames: ['smon'] },
    { kind: 'PodMonitor', plural: 'podmonitors', shortNames: ['pmon'] },
    {
      kind: 'PrometheusRule',
      plural: 'prometheusrules',
      shortNames: ['promrule'],
    },
  ]),
  ...define('operator.victoriametrics.com/v1beta1', [
    { kind: 'VMAgent', plural: 'vmagents', subresources: ['status', 'scale'] },
    { kind: 'VMAlert', plural: 'vmalerts', subresources: status },
    { kind: 'VMAlertmanager', plural: 'vmalertmanagers', subresources: status },
    { kind: 'VMCluster', plural: 'vmclusters', subresources: status },
    { kind: 'VMSingle', plural: 'vmsingles', subresources: status },
    { kind: 'VMRule', plural: 'vmrules', subresources: status },
    {
      kind: 'VMServiceScrape',
      plural: 'vmservicescrapes',
      subresources: status,
    },
    { kind: 'VMPodScrape', plural: 'vmpodscrapes', subresources: status },
  ]),
];

/** Custom types of Istio, Kong, prometheus-operator and the VictoriaMetrics operator. */
export const edgeTypes: readonly ResourceType[] = [
  ...mesh,
  ...gateway,
  ...monitoring,
];
