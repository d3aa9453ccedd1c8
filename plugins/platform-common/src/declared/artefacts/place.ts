import { scrub } from '../../redaction';
import {
  Artefact,
  ArtefactKind,
  DeclaredOrigin,
  DeclaredWorkflow,
  ManifestProblem,
  ManifestProblemKind,
} from '../types';

/** Keys that lead from the top of a document to a value in it. */
export type Keys = readonly (string | number)[];

/** Where a document stands, for those who find something in it. */
export interface Place {
  /** Origin of the value under some keys. */
  originAt(keys: Keys): DeclaredOrigin;
  /** The object that holds it, when it is one. */
  heldBy?: string;
  /** Takes down a mistake. */
  report(problem: ManifestProblem): void;
  /** Takes down what a workflow does. */
  takeWorkflow?(workflow: DeclaredWorkflow): void;
}

/** Takes down a mistake of the value under some keys. */
export function reportAt(
  place: Place,
  kind: ManifestProblemKind,
  keys: Keys,
  [message, cure]: readonly [string, string],
): void {
  const { path, line } = place.originAt(keys);
  place.report({ kind, path, line, message, cure });
}

/** An artefact; what is not known of it is left out, and nothing in it looks like a credential. */
export function artefactAt(
  place: Place,
  keys: Keys,
  found: {
    kind: ArtefactKind;
    name: string;
    title?: string;
    details: Record<string, string | number | undefined>;
  },
): Artefact {
  const details = Object.entries(found.details).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, scrub(`${value}`)]],
  );
  return {
    kind: found.kind,
    name: scrub(found.name),
    ...(found.title ? { title: scrub(found.title) } : {}),
    origin: place.originAt(keys),
    ...(place.heldBy ? { heldBy: place.heldBy } : {}),
    details: Object.fromEntries(details),
  };
}
