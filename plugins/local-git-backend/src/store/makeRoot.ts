import { ForwardedError } from '@backstage/errors';
import { access, constants, mkdir } from 'node:fs/promises';

/**
 * Makes the folder that holds the repositories, and proves that it can be written.
 *
 * @throws ForwardedError with the cure.
 */
export async function makeRoot(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ForwardedError(
      `localGit.root is ${root}, where repositories cannot be kept (${
        (cause as NodeJS.ErrnoException).code ?? 'unusable'
      }); set it to a folder that the portal may write`,
      cause,
    );
  }
}
