/**
 * Which problems of a tree are mistakes of a manifest. A repository holds YAML and JSON of every kind, and what is no YAML may be nobody's
 * business here; a file that speaks of `apiVersion` and `kind` is meant for a cluster, which would refuse it.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ManifestProblem,
  ManifestProblemKind,
} from '@254carbon/backstage-plugin-platform-common';

/** Mistakes of something that was recognised for what it is. */
const RECOGNISED: ReadonlySet<ManifestProblemKind> = new Set([
  'missing-kind',
  'missing-api-version',
  'bad-name',
  'bad-metadata',
  'bad-items',
  'refused',
  'unresolved-source',
  'bad-rule',
  'bad-workflow',
  'bad-dashboard',
]);
/** Mistakes that keep a file from being recognised. */
const UNRECOGNISED: ReadonlySet<ManifestProblemKind> = new Set([
  'syntax',
  'tab',
  'encoding',
  'duplicate-key',
  'alias',
  'too-deep',
]);
const MEANT_FOR_A_CLUSTER = /\bapiVersion["']?\s*:/;
const LOOKED_AT = 256 * 1024;

async function isManifest(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(LOOKED_AT),
        0,
        LOOKED_AT,
        0,
      );
      // Also without regard to the encoding: UTF-16 has a zero beside every letter.
      const text = buffer
        .subarray(0, bytesRead)
        .toString('latin1')
        .replaceAll('\0', '');
      return MEANT_FOR_A_CLUSTER.test(text);
    } finally {
      await file.close();
    }
  } catch {
    // It was read a moment ago; what cannot be looked at again is not called harmless.
    return true;
  }
}

/** The problems for which a cluster would refuse a file of the tree at `root`. */
export async function findBroken(
  root: string,
  problems: readonly ManifestProblem[],
): Promise<ManifestProblem[]> {
  const broken: ManifestProblem[] = [];
  for (const problem of problems) {
    const { kind, path } = problem;
    const isBroken =
      RECOGNISED.has(kind) ||
      (UNRECOGNISED.has(kind) && (await isManifest(join(root, path))));
    if (isBroken) broken.push(problem);
  }
  return broken;
}
