import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every folder `node_modules` from a folder upwards, nearest first. */
export function findModules(from: string): string[] {
  const found: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) found.push(modules);
    if (folder === dirname(folder)) return found;
  }
}
