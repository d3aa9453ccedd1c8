import {
  ClusterView,
  KindState,
} from '@254carbon/backstage-plugin-platform-common';
import { defineList, State } from '@254carbon/backstage-plugin-platform-react';

/** One kind of one cluster. */
export interface KindRow extends KindState {
  cluster: string;
}

/** How well a kind can be read, as one word. */
export function standingOf(kind: KindState): 'held' | 'failing' | 'read' {
  if (kind.held) return 'held';
  return kind.ok ? 'read' : 'failing';
}

/** The word of the vocabulary for it. */
export const STANDING_STATES: Record<ReturnType<typeof standingOf>, State> = {
  held: 'unknown',
  failing: 'bad',
  read: 'good',
};

const URGENCY = { failing: 0, held: 1, read: 2 } as const;

/** Every kind of every cluster. */
export function kindRows(clusters: readonly ClusterView[]): KindRow[] {
  return clusters.flatMap(({ name, kinds }) =>
    kinds.map(kind => ({ ...kind, cluster: name })),
  );
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
