import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * Path of the machine's own Chromium; nothing is downloaded.
 *
 * @throws Error when there is none
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const found = NAMES.map(name => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  throw new Error(
    'There is no Chromium on this machine; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
