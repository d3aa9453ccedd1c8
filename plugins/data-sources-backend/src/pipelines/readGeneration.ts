import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';

/** Where a repository says what it was made from. */
export const GENERATION = '.254carbon/generation.yaml';

const GenerationSchema = z.object({
  templateVersion: z.string().optional(),
  files: z.record(z.string(), z.string()),
});

/** What a repository says of its making: the version of the template, and the digest of each file as it was written. */
export type Generation = z.infer<typeof GenerationSchema>;

/** Reads it; undefined when the repository does not say, or says it in no way that is understood. */
export function readGeneration(
  files: ReadonlyMap<string, Buffer>,
): Generation | undefined {
  try {
    const text = files.get(GENERATION)?.toString('utf8') ?? '';
    return GenerationSchema.parse(parse(text));
  } catch {
    return undefined;
  }
}

/** The digest of a file as a repository writes it down. */
export function digestOfFile(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Files that only the portal writes; nobody's edit of them is kept, and no digest of them is written down. */
export function isPortalsOwn(path: string): boolean {
  return path === GENERATION || /^vendor\/254carbon-[^/]+\.tgz$/.test(path);
}
