import {
  DeclarationView,
  phaseOf,
  RecordedDeclaration,
} from '@254carbon/backstage-plugin-platform-common';

/** A declaration with where it stands at `now` (milliseconds since the epoch). */
export function showDeclaration(
  declaration: RecordedDeclaration,
  now: number,
): DeclarationView {
  return { ...declaration, phase: phaseOf(declaration, now) };
}
