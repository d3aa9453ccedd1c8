import { ConflictError, NotFoundError } from '@backstage/errors';
import { RecordedDeclaration } from '@254carbon/backstage-plugin-platform-common';

/**
 * The declaration, when it can still be taken back at `at` (ISO 8601 UTC).
 *
 * @throws NotFoundError when there is none.
 * @throws ConflictError when it has ended, or was withdrawn already.
 */
export function mustStand(
  id: string,
  declaration: RecordedDeclaration | undefined,
  at: string,
): RecordedDeclaration {
  if (!declaration) {
    throw new NotFoundError(
      `There is no declaration "${id}"; compare the list of declarations.`,
    );
  }
  const { withdrawnAt, withdrawnBy, until } = declaration;
  if (withdrawnAt) {
    throw new ConflictError(
      `${withdrawnBy} withdrew this declaration at ${withdrawnAt}; there is nothing left to withdraw.`,
    );
  }
  if (until <= at) {
    throw new ConflictError(
      `This declaration ended at ${until}; there is nothing left to withdraw.`,
    );
  }
  return declaration;
}
