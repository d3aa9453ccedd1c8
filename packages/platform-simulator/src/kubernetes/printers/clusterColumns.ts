/** The columns of nodes, network, storage and configuration, after the printers of the real server. */
import type { JsonObject, KubernetesObject, PrinterColumn } from '../types';
import { formatAge } from './age';
import { age, computed, count, text, wide } from './columns';
import { at, conditionOf, recordsAt, textAt, textsAt } from './read';

function joined(parts: string[]): string {
  return parts.length > 0 ? parts.join(',') : '<none>';
}

function nodeStatus(node: KubernetesObject): string {
  const ready = { True: 'Ready', False: 'NotReady' }[
    conditionOf(node, 'Ready')
  ];
  const cordoned = at(node, 'spec', 'unschedulable') === true;
  return `${ready ?? 'NotReady'}${cordoned ? ',SchedulingDisabled' : ''}`;
}

const rolePrefix = 'node-role.kubernetes.io/';

function nodeRoles(node: KubernetesObject): string {
  return joined(
    Object.keys(node.metadata.labels ?? {})
      .filter(label => label.startsWith(rolePrefix))
      .map(label => label.slice(rolePrefix.length))
      .sort(),
  );
}

function nodeAddress(node: KubernetesObject): string {
  const found = recordsAt(node, 'status', 'addresses').find(
    address => address.type === 'InternalIP',
  );
  return textAt(found, ['address']);
}

function externalAddress(service: KubernetesObject): string {
  const given = recordsAt(service, 'status', 'loadBalancer', 'ingress').map(
    entry => textAt(entry, ['ip'], textAt(entry, ['hostname'])),
  );
  if (given.length > 0) return given.join(',');
  return at(service, 'spec', 'type') === 'LoadBalancer'
    ? '<pending>'
    : joined(textsAt(service, 'spec', 'externalIPs'));
}

function servicePort(port: JsonObject): string {
  const node = port.nodePort ? `:${port.nodePort}` : '';
  return `${port.port}${node}/${textAt(port, ['protocol'], 'TCP')}`;
}

const accessModes: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function modesOf(object: KubernetesObject): string {
  return textsAt(object, 'spec', 'accessModes')
    .map(mode => accessModes[mode] ?? mode)
    .join(',');
}

function keysAt(object: KubernetesObject, field: string): number {
  const found = at(object, field);
  return typeof found === 'object' && found !== null
    ? Object.keys(found).length
    : 0;
}

function eventAge(event: KubernetesObject, now: number): string {
  const last = textAt(
    event,
    ['lastTimestamp'],
    textAt(event, ['eventTime'], event.metadata.creationTimestamp ?? ''),
  );
  return formatAge(last, now);
}

function addressesOf(endpoints: KubernetesObject): string {
  return joined(
    recordsAt(endpoints, 'subsets').flatMap(subset =>
      recordsAt(subset, 'addresses').flatMap(address =>
        recordsAt(subset, 'ports').map(port => `${address.ip}:${port.port}`),
      ),
    ),
  );
}

/** Columns by storage key. */
export const clusterColumns: Record<string, PrinterColumn[]> = {
  '/nodes': [
    computed('Status', nodeStatus),
    computed('Roles', nodeRoles),
    age,
    text('Version', 'status.nodeInfo.kubeletVersion'),
    wide(computed('Internal-IP', nodeAddress)),
    wide(text('OS-Image', 'status.nodeInfo.osImage')),
    wide(text('Kernel-Version', 'status.nodeInfo.kernelVersion')),
    wide(text('Container-Runtime', 'status.nodeInfo.containerRuntimeVersion')),
  ],
  '/namespaces': [text('Status', 'status.phase', 'Active'), age],
  '/services': [
    text('Type', 'spec.type', 'ClusterIP'),
    text('Cluster-IP', 'spec.clusterIP'),
    computed('External-IP', externalAddress),
    computed('Port(s)', service =>
      joined(recordsAt(service, 'spec', 'ports').map(servicePort)),
    ),
    age,
  ],
  '/endpoints': [computed('Endpoints', addressesOf), age],
  '/configmaps': [
    computed(
      'Data',
      object => keysAt(object, 'data') + keysAt(object, 'binaryData'),
    ),
    age,
  ],
  '/secrets': [
    text('Type', 'type', 'Opaque'),
    computed('Data', object => keysAt(object, 'data')),
    age,
  ],
  '/serviceaccounts': [
    computed('Secrets', object => recordsAt(object, 'secrets').length),
    age,
  ],
  '/persistentvolumes': [
    text('Capacity', 'spec.capacity.storage'),
    computed('Access Modes', modesOf),
    text('Reclaim Policy', 'spec.persistentVolumeReclaimPolicy'),
    text('Status', 'status.phase'),
    computed('Claim', volume => {
      const name = textAt(volume, ['spec', 'claimRef', 'name'], '');
      return name === ''
        ? ''
        : `${textAt(volume, ['spec', 'claimRef', 'namespace'])}/${name}`;
    }),
    text('StorageClass', 'spec.storageClassName', ''),
    age,
  ],
  '/persistentvolumeclaims': [
    text('Status', 'status.phase'),
    text('Volume', 'spec.volumeName', ''),
    text('Capacity', 'status.capacity.storage', ''),
    computed('Access Modes', modesOf),
    text('StorageClass', 'spec.storageClassName', ''),
    age,
  ],
  '/events': [
    computed('Last Seen', eventAge),
    text('Type', 'type'),
    text('Reason', 'reason'),
    computed(
      'Object',
      event =>
        `${textAt(event, ['involvedObject', 'kind']).toLocaleLowerCase(
          'en-US',
        )}/${textAt(event, ['involvedObject', 'name'])}`,
    ),
    text('Message', 'message', ''),
    wide(count('Count', 'count', 1)),
    wide(text('Name', 'metadata.name')),
  ],
  'networking.k8s.io/ingresses': [
    text('Class', 'spec.ingressClassName'),
    computed('Hosts', ingress => {
      const hosts = recordsAt(ingress, 'spec', 'rules').map(rule =>
        textAt(rule, ['host'], '*'),
      );
      return hosts.length > 0 ? hosts.join(',') : '*';
    }),
    computed('Address', ingress =>
      recordsAt(ingress, 'status', 'loadBalancer', 'ingress')
        .map(entry => textAt(entry, ['ip'], textAt(entry, ['hostname'])))
        .join(','),
    ),
    computed('Ports', ingress =>
      recordsAt(ingress, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    ),
    age,
  ],
  'storage.k8s.io/storageclasses': [
    text('Provisioner', 'provisioner'),
    text('ReclaimPolicy', 'reclaimPolicy', 'Delete'),
    text('VolumeBindingMode', 'volumeBindingMode', 'Immediate'),
    computed('AllowVolumeExpansion', storageClass =>
      String(at(storageClass, 'allowVolumeExpansion') === true),
    ),
    age,
  ],
  'apiextensions.k8s.io/customresourcedefinitions': [
    text('Created At', 'metadata.creationTimestamp'),
  ],
};
