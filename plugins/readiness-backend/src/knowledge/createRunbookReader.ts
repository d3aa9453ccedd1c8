/**
 * The runbooks that the catalog holds. It is asked at most once a minute and never waited for long: a catalog that hangs must
 * not keep readiness from being judged. When it does not answer, what it said last is kept beside the reason.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  failed,
  KnownRunbook,
  Observation,
  observed,
  RUNBOOK_ANNOTATIONS,
  RUNBOOK_TYPE,
  Source,
} from '@254carbon/backstage-plugin-platform-common';

/** The runbooks; `undefined` when the catalog holds none, which says nothing of those that lie elsewhere. */
export type KnownRunbooks = Observation<readonly KnownRunbook[]> | undefined;

type Entity = Awaited<ReturnType<CatalogService['getEntities']>>['items'][0];

/** How long an answer is good, in milliseconds. */
const FRESH_MS = 60_000;
/** How long an answer is waited for, in milliseconds. */
const PATIENCE_MS = 5_000;

const SOURCE: Source = {
  kind: 'catalog',
  name: 'catalog',
  detail: `entities of type ${RUNBOOK_TYPE}`,
};

function toRunbook({ metadata, spec }: Entity): KnownRunbook {
  const { annotations = {}, name } = metadata;
  const services = Array.isArray(spec?.dependencyOf) ? spec.dependencyOf : [];
  return {
    id: annotations[RUNBOOK_ANNOTATIONS.id] ?? name,
    services: services.filter(ref => typeof ref === 'string'),
    alerts: (annotations[RUNBOOK_ANNOTATIONS.alerts] ?? '')
      .split(',')
      .filter(alert => alert !== ''),
    lastVerified: annotations[RUNBOOK_ANNOTATIONS.lastVerified] ?? 'never',
  };
}

/** What the reader is made from. */
export interface RunbookReaderOptions {
  catalog: Pick<CatalogService, 'getEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  /** Milliseconds since the epoch. */
  now: () => number;
  patienceMs?: number;
}

async function readRunbooks(
  options: RunbookReaderOptions,
): Promise<readonly KnownRunbook[]> {
  const { catalog, auth } = options;
  const { items } = await catalog.getEntities(
    {
      filter: { 'spec.type': RUNBOOK_TYPE },
      fields: ['metadata', 'spec.dependencyOf'],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  return items.map(toRunbook);
}

/** The promise's value, or an error when it takes too long. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = pause(ms, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`it has not answered within ${ms} ms`);
  });
  // After the answer nobody waits for this any more.
  late.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    ended.abort();
  }
}

/** Makes the reader; what it gives never rejects. */
export function createRunbookReader(
  options: RunbookReaderOptions,
): () => Promise<KnownRunbooks> {
  const { now, patienceMs = PATIENCE_MS } = options;
  let last: { at: number; said: string; value: KnownRunbooks } | undefined;
  const read = async (): Promise<{ said: string; value: KnownRunbooks }> => {
    try {
      const value = await within(patienceMs, readRunbooks(options));
      if (value.length === 0) return { said: '', value: undefined };
      const said = JSON.stringify(value);
      // The same answer keeps the same array, and with it what is derived from it.
      const same = last?.said === said && last.value?.ok && last.value.value;
      const kept = same || value;
      return { said, value: observed({ value: kept, now: now(), source: SOURCE }) };
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      const reason = `The catalog cannot be asked for runbooks: ${what}.`;
      const previous = last?.value;
      const value = failed({ reason, now: now(), source: SOURCE, previous });
      return { said: last?.said ?? '', value };
    }
  };
  return async () => {
    if (last?.value?.ok && now() - last.at < FRESH_MS) return last.value;
    last = { ...(await read()), at: now() };
    return last.value;
  };
}
