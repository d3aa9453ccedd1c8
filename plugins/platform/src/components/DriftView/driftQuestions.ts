import { DriftItem } from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';
import { originInWords } from './words';

/** What a person should look at first: what differs, then what is on one side only. */
const URGENCY: Record<DriftItem['verdict'], number> = {
  different: 0,
  'only-declared': 1,
  unknown: 2,
  'only-observed': 3,
  present: 4,
  same: 5,
};

/** Compared objects and what can be asked of them; what differs comes first. */
export const DRIFT = defineList({
  words: ({ object, origins, differences, serviceId }: DriftItem) => [
    object.kind,
    object.namespace ?? '',
    object.name,
    serviceId ?? '',
    ...origins.map(originInWords),
    ...differences.map(({ path }) => path),
  ],
  filters: {
    verdict: item => item.verdict,
    kind: item => item.object.kind,
    namespace: item => item.object.namespace,
  },
  orders: {
    object: ({ object }) => [object.kind, object.namespace ?? '', object.name],
    place: ({ origins }) => origins.map(originInWords)[0],
    verdict: ({ verdict, object }) => [URGENCY[verdict], object.kind],
  },
  initial: { sort: 'verdict', descending: false },
  tieBreak: ({ object }) =>
    `${object.kind} ${object.namespace} ${object.name} ${object.cluster}`,
});

/** An order of compared objects. */
export type DriftOrder = keyof typeof DRIFT.orders;

/** What tells compared objects apart. */
export function keyOfDrift({ object }: DriftItem): string {
  const { cluster, kind, namespace, name } = object;
  return `${cluster} ${kind} ${namespace} ${name}`;
}
