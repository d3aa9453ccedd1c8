/**
 * Which systems are read: every service that is recognised as one of the kinds, and every entry of
 * `platform.telemetry`. An entry goes with the service that it names; one without a service is a system of its own.
 * A system that cannot be asked is still listed, with the reason: a Grafana that is not read is not a Grafana without
 * dashboards.
 */
import { createHash } from 'node:crypto';
import {
  planProbe,
  ServiceGroup,
  TELEMETRY_KINDS,
  TelemetryKind,
} from '@254carbon/backstage-plugin-platform-common';
import { ApiPlace } from '../door/types';
import { TelemetryEntry, TelemetrySystem } from './types';

const MINUTE = 60_000;

/** How often a kind is read unless its entry says otherwise. Dashboards and workflows change seldom and cost more. */
const INTERVALS: Readonly<Record<TelemetryKind, number>> = {
  prometheus: MINUTE,
  'victoria-metrics': MINUTE,
  vmagent: MINUTE,
  vmalert: MINUTE,
  alertmanager: MINUTE,
  loki: 2 * MINUTE,
  grafana: 5 * MINUTE,
  dolphinscheduler: 2 * MINUTE,
};

function kindOf(group: ServiceGroup): TelemetryKind | undefined {
  return TELEMETRY_KINDS.find(kind => kind === group.profile?.id);
}

/** The context path is part of DolphinScheduler's address; who gives an address with a path has said it. */
function basePathOf(kind: TelemetryKind, place: ApiPlace | undefined): string {
  if (kind !== 'dolphinscheduler') return '';
  const told = place?.type === 'address' && new URL(place.url).pathname !== '/';
  return told ? '' : '/dolphinscheduler';
}

function complete(
  system: Omit<
    TelemetrySystem,
    'key' | 'headers' | 'intervalMs' | 'apiVersion' | 'basePath'
  >,
  entry: TelemetryEntry | undefined,
): TelemetrySystem {
  const whole = {
    ...system,
    basePath: basePathOf(system.kind, system.place),
    headers: entry?.headers ?? {},
    intervalMs: entry?.intervalMs ?? INTERVALS[system.kind],
    apiVersion: entry?.apiVersion ?? 'auto',
  };
  const key = createHash('sha256').update(JSON.stringify(whole)).digest('hex');
  return { ...whole, key };
}

function atAddress(
  entry: TelemetryEntry,
  url: string,
  group?: ServiceGroup,
): TelemetrySystem {
  const { host } = new URL(url);
  return complete(
    {
      kind: entry.kind,
      id: entry.service ?? host,
      address: url,
      place: { type: 'address', url },
      ...(entry.service ? { serviceId: entry.service } : {}),
      ...(group ? { cluster: group.cluster } : {}),
    },
    entry,
  );
}

function atService(
  kind: TelemetryKind,
  group: ServiceGroup,
  entry?: TelemetryEntry,
): TelemetrySystem {
  const { id, cluster } = group;
  const target = planProbe(group);
  const known = { kind, id, serviceId: id, cluster };
  if (!target) {
    return complete(
      {
        ...known,
        address: id,
        problem: `No Kubernetes Service leads to the port of ${id} that its API is on; add one, or give its entry in platform.telemetry a url.`,
      },
      entry,
    );
  }
  const { namespace, serviceName, port, scheme } = target;
  return complete(
    {
      ...known,
      address: `${serviceName}.${namespace}:${port}`,
      place: { type: 'service', cluster, namespace, serviceName, port, scheme },
    },
    entry,
  );
}

function lost(entry: TelemetryEntry, service: string): TelemetrySystem {
  return complete(
    {
      kind: entry.kind,
      id: service,
      serviceId: service,
      address: service,
      problem: `No service "${service}" was found; correct its name in platform.telemetry or give the entry a url.`,
    },
    entry,
  );
}

/** The systems to read, one for each service and kind. */
export function findSystems(
  groups: readonly ServiceGroup[],
  entries: readonly TelemetryEntry[],
): TelemetrySystem[] {
  const systems: TelemetrySystem[] = [];
  const taken = new Set<string>();
  for (const entry of entries) {
    const { service, url, kind, enabled } = entry;
    const group = groups.find(({ id }) => id === service);
    if (service) taken.add(`${kind} ${service}`);
    if (!enabled) continue;
    if (url) systems.push(atAddress(entry, url, group));
    else if (group) systems.push(atService(kind, group, entry));
    else if (service) systems.push(lost(entry, service));
  }
  for (const group of groups) {
    const kind = kindOf(group);
    if (kind && !taken.has(`${kind} ${group.id}`)) {
      systems.push(atService(kind, group));
    }
  }
  return systems;
}
