/*
 * Reads a few rows with the connector exactly as it would be written, before it is written: its files are laid into a folder,
 * its packages are unpacked from what it carries, and its `preview` runs where it can do little: no environment, no files but
 * its own, no network but the one address that the host map gives for the source. No key is handed over.
 */
import { TestRead } from '@254carbon/backstage-plugin-platform-common';
import {
  findModules,
  installOffline,
  runNode,
} from '@254carbon/repository-runner';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { realpath } from 'node:fs/promises';
import { DataSourcesConfig } from '../config';
import { withFolder } from '../preview/judgeFiles';
import { readFixtures } from './readFixtures';
import { lastWords, readOutput } from './readOutput';

/** From here upwards are the packages that a connector may be given besides those that it carries. */
const RUNTIME = resolvePackagePath('@254carbon/connector-runtime');
const MAIN = 'src/main.js';
const ROWS = 20;
const OUTPUT_BYTES = 2_000_000;

/** What a test read needs. */
export interface TestReadOptions {
  files: ReadonlyMap<string, Buffer>;
  /** Address of the source as it is declared; absent when the template is about none. */
  baseUrl?: string;
  resolve: (url: string) => string;
  limits: DataSourcesConfig['testRead'];
}

async function run(
  options: TestReadOptions,
  address: string,
  folder: string,
): Promise<TestRead> {
  const cwd = await realpath(folder);
  const { files, limits } = options;
  await installOffline({ repository: cwd, modules: findModules(RUNTIME) });
  const { host, port, protocol } = new URL(address);
  const result = await runNode({
    cwd,
    args: [MAIN, 'preview', '--rows', String(ROWS)],
    env: { CONNECTOR_BASE_URL: address, CONNECTOR_KEYLESS: '1' },
    connect: [port ? host : `${host}:${/^(https|wss):$/.test(protocol) ? 443 : 80}`],
    limits: {
      timeoutMs: limits.timeoutMs,
      memoryMb: limits.memoryMb,
      outputBytes: OUTPUT_BYTES,
    },
  });
  const read = readOutput(result.output);
  if (read) {
    return {
      ...read,
      from: 'simulated',
      reason: `Read from ${address} with the connector as it would be written, without a key.`,
      milliseconds: result.durationMs,
    };
  }
  const why = result.stopped
    ? `was stopped (${result.stopped})`
    : `ended with ${result.exitCode ?? 'a signal'}`;
  return readFixtures(
    files,
    `The test read ${why}: ${lastWords(result.output)}`,
  );
}

/** A socket is found where its host answers HTTP; a host map knows no other scheme. */
function resolveAny(resolve: TestReadOptions['resolve'], url: string): string {
  if (!/^wss?:/.test(url)) return resolve(url);
  const asked = url.replace(/^ws/, 'http');
  const found = resolve(asked);
  return found === asked ? url : found.replace(/^http/, 'ws');
}

/** Reads; whatever keeps it from reading is said, with the sample rows of the repository instead. */
export async function runTestRead(options: TestReadOptions): Promise<TestRead> {
  const { files, baseUrl, resolve, limits } = options;
  if (!limits.enabled)
    return readFixtures(files, 'Test reads are switched off in this portal.');
  if (!files.has(MAIN))
    return readFixtures(
      files,
      'What would be written has no program of its own to read with.',
    );
  if (!baseUrl)
    return readFixtures(files, 'The template is about no data source.');
  const address = resolveAny(resolve, baseUrl);
  if (address === baseUrl)
    return readFixtures(
      files,
      `No simulated address is configured for ${
        new URL(baseUrl).host
      } (platform.hosts), and a real source is not asked without a key.`,
    );
  try {
    return await withFolder(files, folder => run(options, address, folder));
  } catch (error) {
    return readFixtures(
      files,
      `The connector could not be run: ${stringifyError(error)}`,
    );
  }
}
