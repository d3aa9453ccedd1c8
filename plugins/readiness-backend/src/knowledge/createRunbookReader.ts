/**
 * The runbooks that the catalog holds. It is asked at most once a minute and never waited for long: a catalog that hangs must
 * not keep readiness from being judged. When it does not answer, what it said last is kept beside the reason.
 */
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
import { askShortly } from './askShortly';
import { isNotInstalled } from './isNotInstalled';
import { within } from './within';

/** The runbooks; `undefined` when the catalog holds none, which says nothing of those that lie elsewhere. */
export type KnownRunbooks = Observation<readonly KnownRunbook[]> | undefined;

type Entity = Awaited<ReturnType<CatalogService['getEntities']>>['items'][0];

/** How long an answer is good, in milliseconds. */
const FRESH_MS = 60_000;
/** How long an answer may take, in milliseconds. */
const PATIENCE_MS = 5_000;
/** How long a judgement waits for it, in milliseconds; a later answer counts in the next one. */
const WAIT_MS = 300;

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
  /** Is told of an answer that came too late for the judgement that asked. */
  onLate?: () => void;
  patienceMs?: number;
  waitMs?: number;
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

/** Makes the reader; what it gives never rejects. */
export function createRunbookReader(
  options: RunbookReaderOptions,
): () => Promise<KnownRunbooks> {
  const { now, onLate } = options;
  const { patienceMs = PATIENCE_MS, waitMs = WAIT_MS } = options;
  let last: { said: string; value: KnownRunbooks } | undefined;
  const read = async (): Promise<{ said: string; value: KnownRunbooks }> => {
    try {
      const value = await within(patienceMs, readRunbooks(options));
      if (value.length === 0) return { said: '', value: undefined };
      const said = JSON.stringify(value);
      // The same answer keeps the same array, and with it what is derived from it.
      const same = last?.said === said && last.value?.ok && last.value.value;
      const kept = same || value;
      return {
        said,
        value: observed({ value: kept, now: now(), source: SOURCE }),
      };
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      const reason = `The catalog cannot be asked for runbooks: ${what}.`;
      const value = failed<readonly KnownRunbook[]>({
        reason,
        now: now(),
        source: SOURCE,
        previous: last?.value,
        failure: isNotInstalled(error) ? 'not-asked' : undefined,
      });
      return { said: last?.said ?? '', value };
    }
  };
  return askShortly<KnownRunbooks>({
    read: async () => {
      last = await read();
      return last.value;
    },
    isFresh: (answer, ageMs) => answer?.ok === true && ageMs < FRESH_MS,
    notYet: () => {
      const reason = `The catalog was asked for runbooks and has not answered within ${waitMs} ms.`;
      return failed({ reason, now: now(), source: SOURCE });
    },
    waitMs,
    now,
    onLate,
  });
}
