/** Room: volumes, how full they are, and what the namespace may still take. */
import {
  annotationOf,
  asObject,
  asText,
  InventoryObject,
  parseQuantity,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOfObject,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { notGiven } from './knowledge';
import { mapObservation } from '../../telemetry';
import { near } from './strays';
import { once } from './once';

/** A volume claim of the service. */
export interface VolumeClaimFact {
  object: string;
  namespace: string;
  name: string;
  /** `Bound`, `Pending`, `Lost`; absent when its status does not say. */
  phase?: string;
  /** A pod that exists mounts it. */
  mounted: boolean;
}

/** How full a claim of the service is. */
export interface VolumeRoomFact {
  object: string;
  /** 0 to 1; absent when nobody measures it. */
  used?: number;
  fullInHours?: number;
}

/** One line of a quota of the service's namespace. */
export interface QuotaFact {
  object: string;
  resource: string;
  hard: number;
  used: number;
}

function mountedBy(pod: InventoryObject, name: string): boolean {
  const volumes = pod.object.spec?.volumes;
  return (
    Array.isArray(volumes) &&
    volumes.some(
      volume =>
        asObject(asObject(volume).persistentVolumeClaim).claimName === name,
    )
  );
}

function claimsOf(context: FactContext): VolumeClaimFact[] {
  const found = new Map<InventoryObject, boolean>();
  for (const workload of workloadsOf(context)) {
    const { entry } = workload;
    const pods = podsOf(context, workload);
    const claims = near(context, 'PersistentVolumeClaim').length
      ? [entry, ...pods].flatMap(one =>
          one ? context.index.claimsOf(one) : [],
        )
      : [];
    for (const claim of claims) {
      const ordinal = /-(\d+)$/.exec(claim.object.metadata.name)?.[1];
      const ofSet =
        entry?.object.kind === 'StatefulSet' && ordinal !== undefined;
      const mounted =
        pods.some(pod => mountedBy(pod, claim.object.metadata.name)) ||
        (ofSet &&
          pods.some(pod => pod.object.metadata.name.endsWith(`-${ordinal}`))) ||
        (!ofSet &&
          entry !== undefined &&
          context.index.claimsOf(entry).includes(claim));
      found.set(claim, (found.get(claim) ?? false) || mounted);
    }
  }
  return [...found].map(([{ object }, mounted]) => {
    const phase = asText(object.status?.phase);
    return {
      object: nameOfObject(object),
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
      ...(phase ? { phase } : {}),
      mounted,
    };
  });
}

/** The volume claims of the service. */
export function extractVolumeClaims(
  context: FactContext,
): Observation<readonly VolumeClaimFact[]> {
  return once(context, 'volumeClaims', () => findVolumeClaims(context));
}

function findVolumeClaims(
  context: FactContext,
): Observation<readonly VolumeClaimFact[]> {
  const resources = [
    ...workloadResources(context),
    'pods',
    'persistentvolumeclaims',
  ];
  return observeFact(context, resources, () => claimsOf(context));
}

/** How full the service's volumes are, so far as somebody measures them. */
export function extractVolumeRoom(
  context: FactContext,
): Observation<readonly VolumeRoomFact[]> {
  const { volumeUsage, now, service } = context;
  const claims = extractVolumeClaims(context);
  const known = claims.ok ? claims.value : claims.lastGood?.value;
  if (!known) return claims as Observation<never>;
  if (known.length === 0 || !volumeUsage) {
    return known.length === 0
      ? mapObservation(claims, () => [])
      : notGiven('volumeUsage', now);
  }
  return mapObservation(volumeUsage, usages =>
    known.map(({ object, namespace, name }) => {
      const usage = usages.find(
        one =>
          one.cluster === service.cluster &&
          one.namespace === namespace &&
          one.claim === name,
      );
      return {
        object,
        ...(usage ? { used: usage.used } : {}),
        ...(usage?.fullInHours === undefined
          ? {}
          : { fullInHours: usage.fullInHours }),
      };
    }),
  );
}

/** What quotas leave of the service's namespaces. */
export function extractQuotas(
  context: FactContext,
): Observation<readonly QuotaFact[]> {
  return observeFact(context, ['resourcequotas'], () =>
    near(context, 'ResourceQuota').flatMap(({ object }) => {
      const hard = asObject(object.status?.hard);
      const used = asObject(object.status?.used);
      if (annotationOf(object, '254carbon.com/exclude') === 'true') return [];
      return Object.entries(hard).flatMap(([resource, limit]) => {
        const most = parseQuantity(asText(limit));
        const now = parseQuantity(asText(used[resource]));
        return most === undefined || now === undefined
          ? []
          : [{ object: nameOfObject(object), resource, hard: most, used: now }];
      });
    }),
  );
}
