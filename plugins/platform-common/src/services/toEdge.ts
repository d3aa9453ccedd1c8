import {
  DependencyConfidence,
  DEPENDENCY_CONFIDENCES,
  ServiceDependency,
} from '../model';
import { Clue } from './inferDependencies';

/** Pieces of evidence that are kept for one edge. */
const KEPT_EVIDENCE = 6;

function rank(confidence: DependencyConfidence): number {
  return DEPENDENCY_CONFIDENCES.indexOf(confidence);
}

/** All clues for one edge, as the edge. */
export function toEdge(to: string, clues: readonly Clue[]): ServiceDependency {
  const sorted = [...clues].sort(
    (a, b) =>
      (a.evidence.source < b.evidence.source ? -1 : 0) +
        (a.evidence.source > b.evidence.source ? 1 : 0) ||
      rank(a.confidence) - rank(b.confidence),
  );
  const evidence = new Map(
    sorted.map(clue => [
      `${clue.evidence.what} ${clue.evidence.object}`,
      clue.evidence,
    ]),
  );
  const [first] = sorted;
  const isDeclared = first.evidence.source === 'declared';
  const best = Math.min(...clues.map(({ confidence }) => rank(confidence)));
  const isSeen = clues.some(
    clue =>
      clue.evidence.source === 'inferred' && clue.confidence !== 'possible',
  );
  return {
    to,
    source: first.evidence.source,
    confidence: isDeclared && isSeen ? 'certain' : DEPENDENCY_CONFIDENCES[best],
    evidence: [...evidence.values()].slice(0, KEPT_EVIDENCE),
  };
}
