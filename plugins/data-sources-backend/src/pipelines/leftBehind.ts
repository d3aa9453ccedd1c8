/*
 * What a template wrote once and, for other values, writes no more: a change takes it away, or an Ingress would go on to stand for a host that nobody named. A
 * repository says itself which files were generated, with the digest of each; what somebody added or changed by hand stays.
 */
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';

/** Where a repository says what it was made from. */
const GENERATION = '.254carbon/generation.yaml';

const GenerationSchema = z.object({
  files: z.record(z.string(), z.string()),
});

function readGeneration(
  standing: ReadonlyMap<string, Buffer>,
): Record<string, string> {
  try {
    const text = standing.get(GENERATION)?.toString('utf8') ?? '';
    return GenerationSchema.parse(parse(text)).files;
  } catch {
    // A repository that does not say what was generated keeps everything.
    return {};
  }
}

/** Paths that stand as they were generated, and that are not written any more. */
export function leftBehind(
  standing: ReadonlyMap<string, Buffer>,
  written: ReadonlyMap<string, Buffer>,
): string[] {
  return Object.entries(readGeneration(standing))
    .filter(([path, digest]) => {
      const content = standing.get(path);
      return (
        content !== undefined &&
        !written.has(path) &&
        digest ===
          `sha256:${createHash('sha256').update(content).digest('hex')}`
      );
    })
    .map(([path]) => path)
    .sort();
}
