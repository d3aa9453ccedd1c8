import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/unshare', '/bin/unshare'];

/** Own users, network, processes, shared memory and host name; whoever is inside ends with its keeper. */
const FLAGS = [
  '--user',
  '--map-root-user',
  '--net',
  '--pid',
  '--ipc',
  '--uts',
  '--fork',
  '--kill-child',
];

let found: Promise<readonly string[] | undefined> | undefined;

function works(command: readonly string[]): Promise<boolean> {
  const [program, ...flags] = command;
  return new Promise(resolve => {
    execFile(
      program,
      [...flags, process.execPath, '--version'],
      { timeout: 10_000, env: {} },
      error => resolve(!error),
    );
  });
}

async function look(): Promise<readonly string[] | undefined> {
  const program = PLACES.find(place => existsSync(place));
  const command = program && [program, ...FLAGS];
  return command && (await works(command)) ? command : undefined;
}

/**
 * The command that gives a process namespaces of its own, or `undefined` where the system refuses (no `unshare`, or
 * no user namespaces). Asked once a process.
 */
export function findNamespaces(): Promise<readonly string[] | undefined> {
  found ??= look();
  return found;
}
