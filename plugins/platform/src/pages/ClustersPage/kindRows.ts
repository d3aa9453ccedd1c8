import {
  ClusterView,
  KindState,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList, State } from '@254carbon/backstage-plugin-platform-react';

/** One kind of one cluster. */
export interface KindRow extends KindState {
  cluster: string;
  /** Nothing of the cluster can be read at present: what was read last is not confirmed since, whatever the kind's own reader says. */
  unconfirmed?: boolean;
}

/** Parts of a cluster that are read and are no kinds of objects. */
const NO_KINDS: Readonly<Record<string, string>> = {
  'api-server': 'Whether the API server answers',
  discovery: 'Which kinds there are',
};

/** What a row is about, where it is no kind. */
export function partInWords(resource: string): string | undefined {
  return NO_KINDS[resource];
}

/** How many kinds of objects are known of a cluster. */
export function countKinds({ kinds }: ClusterView): number {
  return kinds.filter(({ resource }) => !(resource in NO_KINDS)).length;
}

/** Since when and why a cluster cannot be read; `undefined` while something of it can. */
export function whyUnread({
  phase,
  kinds,
}: ClusterView): KindState | undefined {
  const failing = kinds.filter(({ ok }) => !ok);
  return phase === 'failing'
    ? failing.find(({ resource }) => resource in NO_KINDS) ?? failing.at(0)
    : undefined;
}

/** How well a kind can be read, as one word. */
export function standingOf(
  kind: KindRow,
): 'held' | 'failing' | 'unconfirmed' | 'read' {
  if (kind.held) return 'held';
  if (!kind.ok) return 'failing';
  return kind.unconfirmed ? 'unconfirmed' : 'read';
}

/** The word of the vocabulary for it. */
export const STANDING_STATES: Record<ReturnType<typeof standingOf>, State> = {
  held: 'unknown',
  failing: 'bad',
  unconfirmed: 'stale',
  read: 'good',
};

const URGENCY = { failing: 0, held: 1, unconfirmed: 2, read: 3 } as const;

/** Every kind of every cluster. */
export function kindRows(clusters: readonly ClusterView[]): KindRow[] {
  return clusters.flatMap(cluster => {
    const unconfirmed = cluster.phase === 'failing';
    return cluster.kinds.map(kind => ({
      ...kind,
      cluster: cluster.name,
      unconfirmed,
    }));
  });
}

/** The kinds and what can be asked of them; what fails comes first. */
export const KINDS = defineList({
  words: ({ resource, cluster, reason }: KindRow) => [
    resource,
    cluster,
    reason ?? '',
  ],
  filters: { cluster: kind => kind.cluster, standing: standingOf },
  orders: {
    kind: kind => kind.resource.split('/').reverse(),
    standing: kind => URGENCY[standingOf(kind)],
    objects: kind => kind.count,
    confirmed: kind => kind.observedAt,
  },
  initial: { sort: 'standing', descending: false },
  tieBreak: kind =>
    `${kind.resource.replace(/^.*\//, '')} ${kind.resource} ${kind.cluster}`,
});

/** An order of the kinds. */
export type KindOrder = keyof typeof KINDS.orders;
