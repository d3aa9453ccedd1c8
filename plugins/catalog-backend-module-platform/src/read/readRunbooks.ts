import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatRunbookProblem,
  isRunbookPath,
  parseRunbook,
  Runbook,
} from '@254carbon/backstage-plugin-platform-common';

/** What a folder of runbooks holds. */
export interface RunbookFolder {
  runbooks: Runbook[];
  /** What is wrong with files that are no runbooks, each with path, line and cure. */
  problems: string[];
}

/**
 * Reads every runbook of a folder, sorted by path. A broken file is a problem and hides no other.
 *
 * @throws Error of the file system when the folder itself cannot be read.
 */
export async function readRunbooks(folder: string): Promise<RunbookFolder> {
  const paths = (await readdir(folder)).filter(isRunbookPath).sort();
  const runbooks: Runbook[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    try {
      const result = parseRunbook(
        path,
        await readFile(join(folder, path), 'utf8'),
      );
      if (result.ok) runbooks.push(result.runbook);
      else problems.push(...result.problems.map(formatRunbookProblem));
    } catch (error) {
      problems.push(
        `${path}:1: The file cannot be read (${
          (error as NodeJS.ErrnoException).code ?? 'unknown cause'
        }). Check its rights.`,
      );
    }
  }
  return { runbooks, problems };
}
