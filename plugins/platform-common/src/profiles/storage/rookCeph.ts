import { asObject, asText, KubernetesObject } from '../../kubernetes';
import { degraded, down, healthy, unknown } from '../judgements';
import { chart, image } from '../recognisers';
import { Judgement, Profile } from '../types';

function judgeCeph(objects: KubernetesObject[]): Judgement {
  const states = objects.map(object =>
    asText(asObject(asObject(object.status).ceph).health),
  );
  if (states.includes('HEALTH_ERR')) return down('says HEALTH_ERR');
  if (states.includes('HEALTH_WARN')) return degraded('says HEALTH_WARN');
  return states.length > 0 && states.every(state => state === 'HEALTH_OK')
    ? healthy('says HEALTH_OK')
    : unknown('no CephCluster says how it is');
}

/** Ceph: provides replicated block, file and object storage. */
export const rookCeph: Profile = {
  id: 'rook-ceph',
  title: 'Ceph',
  description: 'Provides replicated block, file and object storage.',
  kind: 'Component',
  type: 'service',
  system: 'storage',
  recognise: [
    { kinds: ['CephCluster'] },
    { labels: { app: /^(rook-ceph|csi-(rbd|cephfs))/ } },
    image(/(^|\/)(rook\/ceph|ceph\/ceph|cephcsi)$/),
    chart(/^rook-ceph(-cluster)?$/),
  ],
  oneInstallationPer: 'namespace',
  probe: {
    protocol: 'custom-resource',
    kinds: ['CephCluster'],
    good: 'status.ceph.health is HEALTH_OK',
    judge: judgeCeph,
  },
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9283,
    path: '/metrics',
    series: ['ceph_health_status', 'ceph_cluster_total_used_bytes'],
  },
  docsUrl: 'https://rook.io/docs/rook/latest/',
};
