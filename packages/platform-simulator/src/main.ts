/**
 * The simulator as a process.
 *
 * `node --require @backstage/cli/config/nodeTransform.cjs src/main.ts --ready-file <path>`; it prints one JSON line per event and
 * ends on SIGTERM, SIGINT, or with its parent when told so.
 */
import { rename, writeFile } from 'node:fs/promises';
import { readArguments } from './readArguments';
import {
  startPlatform,
  type PlatformAddresses,
  type RunningPlatform,
} from './startPlatform';
import { writeKubeconfig } from './writeKubeconfig';

function log(event: string, more: Record<string, unknown> = {}): void {
  const line = { time: new Date().toISOString(), event, ...more };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Whoever waits for the file finds it whole, and nobody else can read the tokens in it. */
async function writeReadyFile(
  path: string,
  { kubernetes, hosts, control, lake, serviceTokens }: PlatformAddresses,
): Promise<void> {
  const partial = `${path}.partial`;
  const text = JSON.stringify(
    { kubernetes, hosts, control, lake, serviceTokens },
    null,
    2,
  );
  await writeFile(partial, `${text}\n`, { mode: 0o600 });
  await rename(partial, path);
}

function endWith(platform: RunningPlatform, exitWithParent: boolean): void {
  let ending = false;
  const end = (reason: string) => {
    if (ending) {
      return;
    }
    ending = true;
    log('ending', { reason });
    platform.close().then(
      () => process.exit(0),
      error => {
        log('failed', { message: String(error) });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  if (exitWithParent) {
    process.stdin.once('end', () => end('parent ended'));
    process.stdin.once('close', () => end('parent ended'));
    process.stdin.resume();
  }
}

async function main(): Promise<void> {
  const { readyFile, kubeconfig, exitWithParent, ...options } = readArguments(
    process.argv.slice(2),
  );
  const platform = await startPlatform(options);
  endWith(platform, exitWithParent);
  if (kubeconfig) {
    await writeKubeconfig(kubeconfig, platform.kubernetes);
  }
  if (readyFile) {
    await writeReadyFile(readyFile, platform);
  }
  log('ready', {
    kubernetes: platform.kubernetes.url,
    control: platform.control.url,
    hosts: Object.keys(platform.hosts).length,
  });
}

main().catch(error => {
  log('failed', {
    message: error instanceof Error ? error.message : String(error),
  });
  process.exitCode = 1;
});
