/**
 * The tables of the lake, as the data-sources plugin lists them. Tables come and go rarely, so that they are asked for every five minutes. A lake
 * that cannot be asked, and a portal without that plugin, tell why; never that there were no tables.
 */
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createContractClient,
  dataSourcesContract,
  failed,
  LakeListing,
  LakeTables,
  Observation,
  observed,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { askShortly } from './askShortly';
import { isNotInstalled } from './isNotInstalled';
import { within } from './within';

/** How long a list is good, in milliseconds. */
const FRESH_MS = 300_000;
/** After how long one that failed is asked for again, in milliseconds. */
const RETRY_MS = 30_000;
/** How long an answer may take, in milliseconds: a lake of two hundred namespaces is asked two hundred times. */
const PATIENCE_MS = 60_000;
/** How long a judgement waits for it, in milliseconds. */
const WAIT_MS = 300;
const PLUGIN = 'data-sources';

const SOURCE: Source = {
  kind: 'api',
  name: PLUGIN,
  detail: 'GET /lake-tables',
};

/** What the reader is made from. */
export interface LakeReaderOptions {
  auth: Pick<AuthService, 'getPluginRequestToken' | 'getOwnServiceCredentials'>;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Is told of an answer that came too late for the judgement that asked. */
  onLate?: () => void;
  patienceMs?: number;
  waitMs?: number;
  /** For tests. */
  fetch?: typeof fetch;
}

async function askLake(
  { auth, discovery, fetch: send = fetch }: LakeReaderOptions,
  signal: AbortSignal,
): Promise<LakeTables> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: PLUGIN,
  });
  const client = createContractClient({
    contract: dataSourcesContract,
    baseUrl: () => discovery.getBaseUrl(PLUGIN),
    fetch: (url, init) =>
      send(url, {
        ...init,
        headers: { ...init?.headers, Authorization: `Bearer ${token}` },
      }),
  });
  return client.listLakeTables({}, { signal });
}

function toListing({ cluster, names }: LakeTables): LakeListing {
  return { names, ...(cluster === undefined ? {} : { cluster }) };
}

/** Makes the reader; what it gives never rejects. */
export function createLakeReader(
  options: LakeReaderOptions,
): () => Promise<Observation<LakeListing>> {
  const { now, onLate } = options;
  const { patienceMs = PATIENCE_MS, waitMs = WAIT_MS } = options;
  const source = SOURCE;
  let last: Observation<LakeListing> | undefined;
  const read = async (): Promise<Observation<LakeListing>> => {
    const abort = new AbortController();
    try {
      const told = await within(patienceMs, askLake(options, abort.signal));
      const { state, reason, readAt } = told.state;
      const at = readAt ? Date.parse(readAt) : now();
      if (state === 'read')
        return observed({ value: toListing(told), now: at, source });
      const failure = state === 'none' ? 'not-asked' : undefined;
      return failed({ reason, now: now(), source, previous: last, failure });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const reason = `The tables of the lake cannot be asked for: ${why}.`;
      const failure = isNotInstalled(error) ? 'not-asked' : undefined;
      return failed({ reason, now: now(), source, previous: last, failure });
    } finally {
      abort.abort();
    }
  };
  return askShortly<Observation<LakeListing>>({
    read: async () => {
      last = await read();
      return last;
    },
    isFresh: ({ ok }, ageMs) => ageMs < (ok ? FRESH_MS : RETRY_MS),
    notYet: () => {
      const reason = `The lake was asked for its tables and has not answered within ${waitMs} ms.`;
      return failed({ reason, now: now(), source });
    },
    waitMs,
    now,
    onLate,
  });
}
