import {
  ClusterState,
  Service,
} from '@254carbon/backstage-plugin-platform-common';

/** Said as long as the platform has not been read once. */
export const NOT_READY =
  'Readiness has not been judged yet: the portal waits until every kind of object has been listed once; this takes some seconds after the start.';

/** Said of a new installation, as long as something has not been asked for the first time. */
export const FIRST_LOOK =
  'The first look at the platform is under way. It ends when everything that a score rests on has been asked once, at the latest two minutes after the start; a score before that would be of half a platform.';

/** Said between the first look and the first judgement. */
export const JUDGING =
  'Everything has been asked once; readiness is being judged for the first time.';

/** Said after a start, as long as something that the report before rested on has not been read again. */
export const NOT_WHOLE =
  'Readiness is as it was judged before the start: the portal waits until manifests, the systems that watch the platform and the services themselves have been asked once; at most two minutes.';

/** Kinds without which services are missing: what runs, and what stands for whole groups of kinds. */
const NEEDED =
  /(?:^|\/)(?:pods|deployments|statefulsets|daemonsets|replicasets|jobs|cronjobs|strimzipodsets|discovery|api-server)$/;

/**
 * Clusters of which something that services are made from has never been read. A kind that runs nothing and may
 * not be read is told as a caveat; it must not stop judging for as long as somebody lives with that.
 */
function unreadClusters(clusters: readonly ClusterState[]): string[] {
  return clusters
    .filter(
      ({ phase, kinds }) =>
        phase === 'connecting' ||
        phase === 'failing' ||
        kinds.some(
          ({ ok, observedAt, resource }) =>
            !ok && !observedAt && NEEDED.test(resource),
        ),
    )
    .map(({ name }) => name);
}

/** What {@link whyNotJudge} looks at of the report before. */
export interface JudgedServices {
  services: readonly { serviceId: string }[];
}

/**
 * Why a view must not be judged: it has no services where there were some, or fewer than the report before
 * and a cluster cannot be read. `undefined` when it may.
 */
export function whyNotJudge(
  view: { services: readonly Service[]; clusters: readonly ClusterState[] },
  previous: JudgedServices | undefined,
): string | undefined {
  const unread = unreadClusters(view.clusters);
  const ids = new Set(view.services.map(({ id }) => id));
  if (unread.length === 0) {
    const before = previous?.services.length ?? 0;
    return ids.size === 0 && before > 0 && view.clusters.length > 0
      ? `Readiness is not judged at present: no service is known, and ${before} were judged before, which is more likely an empty answer than an empty platform; see the page Clusters.`
      : undefined;
  }
  const missing = (previous?.services ?? []).filter(
    ({ serviceId }) => !ids.has(serviceId),
  );
  if (ids.size > 0 && missing.length === 0) return undefined;
  const which = `cluster ${unread.join(' and cluster ')}`;
  const what =
    ids.size === 0
      ? 'no service is known'
      : `${missing.length} services that were judged before are not known`;
  return `Readiness is not judged at present: ${which} cannot be read completely and ${what}; see the page Clusters for the reason.`;
}
