import {
  DeclaredOrigin,
  DriftCounts,
  DriftItem,
} from '@254carbon/backstage-plugin-platform-common';

/** What a verdict of the comparison means, for people. */
export const VERDICTS: Record<DriftItem['verdict'], string> = {
  same: 'as declared',
  different: 'differs from what is declared',
  present: 'in the cluster; what is in it is not read',
  'only-declared': 'declared, and not in the cluster',
  'only-observed': 'in the cluster, and declared nowhere',
  unknown: 'cannot be compared',
};

/** `apps/trino/values.yaml:12`. */
export function originInWords(origin: Pick<DeclaredOrigin, 'path' | 'line'>) {
  return `${origin.path}:${origin.line}`;
}

/** `2 differ, 1 is not in the cluster, 14 are as declared`; what is none is left out. */
export function countsInWords(counts: DriftCounts): string {
  const parts: [number, string, string][] = [
    [counts.different, 'differs', 'differ'],
    [counts.onlyDeclared, 'is not in the cluster', 'are not in the cluster'],
    [counts.onlyObserved, 'is declared nowhere', 'are declared nowhere'],
    [counts.unknown, 'cannot be compared', 'cannot be compared'],
    [
      counts.present,
      'is there and not read further',
      'are there and not read further',
    ],
    [counts.same, 'is as declared', 'are as declared'],
  ];
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return words.length > 0 ? words.join(', ') : 'nothing to compare';
}
