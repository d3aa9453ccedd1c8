/**
 * A whole backend beside the simulated cluster, asked over HTTP as a page would ask it: how it is configured, how it is
 * asked, and how long one waits for a right answer. What is asked for is the measurement's own matter.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlatformProcess } from '../inventory/inventoryBench';
import { wallClock } from '../inventory/platform/createEditor';
import { freePort } from './freePort';

const POLL_MS = 20;
/** Until a change counts as lost. */
const PATIENCE_MS = 60_000;
/** Until a filled catalog, or a first judgement, counts as one that never comes. */
export const FILL_MS = 600_000;

/** A backend that answers, and who asks it. */
export interface Served {
  address: string;
  token: string;
}

/** What one measurement's configuration differs in. */
export interface ServedConfig {
  /** The file, in the work folder. */
  path: string;
  database: Record<string, unknown>;
  /** Sections on top, as `catalog`. */
  sections?: Record<string, unknown>;
}

/** An address that nobody listens on at the moment, and a token of its own. */
export async function newServed(): Promise<Served> {
  return {
    address: `http://127.0.0.1:${await freePort()}`,
    token: randomBytes(24).toString('hex'),
  };
}

/** Writes the configuration of a backend that reads the simulated cluster, readable to its owner alone; gives its path. */
export function writeServedConfig(
  { path, database, sections }: ServedConfig,
  { place }: PlatformProcess,
  { address, token }: Served,
): string {
  const { url, token: serviceAccountToken } = place.cluster;
  const cluster = {
    name: 'bench',
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken,
  };
  const config = {
    app: { baseUrl: address },
    backend: {
      baseUrl: address,
      listen: { host: '127.0.0.1', port: Number(new URL(address).port) },
      database,
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'benchmarks' } },
        ],
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
    },
    // Nothing answers at the services' addresses in this world.
    platform: { routes: [{ cluster: 'bench', type: 'none' }] },
    ...sections,
  };
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

/**
 * What the backend says; nothing while it does not answer well.
 *
 * @throws Error when it does not know the token, because no wait mends that
 */
export async function getJson(
  { address, token }: Served,
  path: string,
): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${address}${path}`, { headers }).catch(
    () => undefined,
  );
  if (answer?.status === 401)
    throw new Error(`${path} does not know the benchmark's token.`);
  return answer?.ok ? answer.json() : {};
}

/**
 * Asks until the answer is right; gives the moment at which it was, in milliseconds of the wall clock.
 *
 * @throws Error when it never is
 */
export async function waitUntilServed(
  what: string,
  isRight: () => Promise<boolean>,
  patience = PATIENCE_MS,
): Promise<number> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    if (await isRight()) return wallClock();
    await delay(POLL_MS);
  }
  throw new Error(`${what} was not served within ${patience / 1000} s.`);
}

/** Between two changes, so that none falls into step with anything that repeats. */
export async function pauseAtRandom(): Promise<void> {
  await delay(500 + Math.random() * 1_500);
}
