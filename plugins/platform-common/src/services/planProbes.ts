import {
  InventoryObject,
  readContainerPorts,
  readServicePorts,
  ServicePort,
} from '../kubernetes';
import { Probe } from '../profiles';
import { ProbeTarget, ServiceGroup } from './types';

/** How long to wait for an answer, in milliseconds. */
export const PROBE_TIMEOUT_MS = 3000;

type AskableProbe = Extract<Probe, { protocol: 'http' | 'tcp' }>;

interface Door {
  service: InventoryObject;
  port: ServicePort;
  /** Better doors have smaller ranks. */
  rank: number;
}

/** The container port that a Service's port leads to. */
function resolveTarget(group: ServiceGroup, port: ServicePort): number {
  if (typeof port.targetPort === 'number') return port.targetPort;
  for (const { entry } of group.workloads) {
    const named = readContainerPorts(entry.object).find(
      item => item.name === port.targetPort,
    );
    if (named) return named.port;
  }
  return port.port;
}

const USUAL_NAMES = /^(http|https|web|api|http-.*|https-.*)$/;

/** For a question without a port of its own: the port that speaks HTTP by its name, else the only one. */
function rankAnyPort(fits: boolean, only: boolean): number | undefined {
  if (fits) return 2;
  return only ? 3 : undefined;
}

function rankPort(
  group: ServiceGroup,
  probe: AskableProbe,
  port: ServicePort,
  only: boolean,
): number | undefined {
  if (port.protocol !== 'TCP') return undefined;
  if (resolveTarget(group, port) === probe.port) return 0;
  if (port.port === probe.port) return 1;
  const secure = probe.protocol === 'http' && probe.scheme === 'https';
  const fits =
    probe.protocol === 'http' &&
    USUAL_NAMES.test(port.name ?? '') &&
    (port.name ?? '').startsWith('https') === secure;
  if (probe.port === undefined) return rankAnyPort(fits, only);
  return only && fits ? 2 : undefined;
}

function findDoors(group: ServiceGroup, probe: AskableProbe): Door[] {
  const preferred = group.profile?.probeService;
  return group.services.flatMap(service => {
    const ports = readServicePorts(service.object);
    const only = ports.filter(item => item.protocol === 'TCP').length === 1;
    const headless = service.object.spec?.clusterIP === 'None';
    const liked = preferred?.test(service.object.metadata.name) ?? true;
    return ports.flatMap(port => {
      const rank = rankPort(group, probe, port, only);
      if (rank === undefined) return [];
      return [
        { service, port, rank: rank + (headless ? 10 : 0) + (liked ? 0 : 100) },
      ];
    });
  });
}

/** The question to ask a service, or `undefined` when nothing can be asked or no Service leads there. */
export function planProbe(group: ServiceGroup): ProbeTarget | undefined {
  const probe = group.probe;
  if (probe?.protocol !== 'http' && probe?.protocol !== 'tcp') return undefined;
  const [door] = findDoors(group, probe).sort((a, b) => a.rank - b.rank);
  if (!door) return undefined;
  const http = probe.protocol === 'http';
  return {
    serviceId: group.id,
    cluster: group.cluster,
    namespace: door.service.object.metadata.namespace ?? group.namespace,
    serviceName: door.service.object.metadata.name,
    port: door.port.port,
    protocol: probe.protocol,
    scheme: http ? probe.scheme ?? 'http' : 'http',
    path: http ? probe.path : '',
    send: http ? '' : probe.send,
    timeoutMs: PROBE_TIMEOUT_MS,
  };
}

/** Questions to groups in use, at most one each; a group never changes. */
const planned = new WeakMap<ServiceGroup, readonly ProbeTarget[]>();

/** The questions to ask, at most one a service; a service that cannot be asked has none. */
export function planProbes(groups: readonly ServiceGroup[]): ProbeTarget[] {
  const targets: ProbeTarget[] = [];
  for (const group of groups) {
    // The usual case, thousands of times for every change.
    if (!group.probe || group.probe.protocol === 'workload-only') continue;
    const target = planned.get(group) ?? [planProbe(group) ?? []].flat();
    planned.set(group, target);
    targets.push(...target);
  }
  return targets;
}
