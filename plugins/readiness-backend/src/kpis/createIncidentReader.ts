/**
 * What the platform plugin recorded of failures, asked over its own contract. A portal without that plugin records none, and then nothing is
 * said about failures; never that there were none.
 */
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createContractClient,
  failed,
  IncidentHistory,
  Observation,
  observed,
  platformContract,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { within } from '../knowledge/within';

/** How far back is asked: as far as the platform plugin tells. */
const MINUTES = 7 * 24 * 60;
/** How long an answer is waited for, in milliseconds. */
const PATIENCE_MS = 5_000;
const PLUGIN = 'platform';

const SOURCE: Source = {
  kind: 'api',
  name: PLUGIN,
  detail: 'GET /incidents',
};

/** Makes the reader; what it gives never rejects. */
export function createIncidentReader(options: {
  auth: Pick<AuthService, 'getPluginRequestToken' | 'getOwnServiceCredentials'>;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
  /** Milliseconds since the epoch. */
  now: () => number;
  patienceMs?: number;
  /** For tests. */
  fetch?: typeof fetch;
}): () => Promise<Observation<IncidentHistory>> {
  const { auth, discovery, now, patienceMs = PATIENCE_MS } = options;
  const send = options.fetch ?? fetch;
  let last: Observation<IncidentHistory> | undefined;
  const ask = async (signal: AbortSignal): Promise<IncidentHistory> => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    const client = createContractClient({
      contract: platformContract,
      baseUrl: () => discovery.getBaseUrl(PLUGIN),
      fetch: (url, init) =>
        send(url, {
          ...init,
          headers: { ...init?.headers, Authorization: `Bearer ${token}` },
        }),
    });
    // One after the other: where the first is refused, nothing is left open that would keep the server from closing.
    const { incidents } = await client.listIncidents(
      { query: { closedMinutes: MINUTES } },
      { signal },
    );
    const { watchingSince } = await client.listChanges(
      { query: { minutes: 1 } },
      { signal },
    );
    const week = new Date(now() - MINUTES * 60_000).toISOString();
    return { incidents, from: watchingSince > week ? watchingSince : week };
  };
  return async () => {
    const abort = new AbortController();
    try {
      const value = await within(patienceMs, ask(abort.signal));
      last = observed({ value, now: now(), source: SOURCE });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const reason = `The platform plugin cannot be asked for incidents: ${why}.`;
      last = failed({ reason, now: now(), source: SOURCE, previous: last });
    } finally {
      abort.abort();
    }
    return last;
  };
}
