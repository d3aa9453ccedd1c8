import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { parseEnv } from 'node:util';

const ENV_FILE = /--env-file(?:-if-exists)?=("?)([^\s"]+)\1/g;

/**
 * Settings that a script gives its program by files of the repository (`node --env-file=...`). What an environment says goes
 * before such a file, so the worker must know what is in it before it decides where the program writes.
 * A file outside of the repository is none; one that is missing is left to the program to complain about.
 *
 * @param script - Text of a SHELL task.
 * @param folder - Where the repository is.
 */
export async function readSettings(
  script: string,
  folder: string,
): Promise<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const [, , path] of script.matchAll(ENV_FILE)) {
    const file = resolve(folder, path);
    if (!file.startsWith(folder + sep)) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    Object.assign(settings, parseEnv(text));
  }
  return settings;
}
