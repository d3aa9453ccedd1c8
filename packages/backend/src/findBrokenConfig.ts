import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

/** The first file given with `--config` that is no YAML, or `undefined`. */
export function findBrokenConfig(args: readonly string[]): string | undefined {
  const files = args.filter((_, at) => args[at - 1] === '--config');
  return files.find(file => {
    try {
      return parseDocument(readFileSync(file, 'utf8')).errors.length > 0;
    } catch {
      return false;
    }
  });
}
