/**
 * Resources of one type of the catalog, in our words. The catalog is asked at most once a minute and never waited for long;
 * when it does not answer, what it said last is kept beside the reason. An entity that does not say what it should is left
 * out and told, so that one mistake in a file takes no other with it.
 */
import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DescribedEntity,
  failed,
  Observation,
  observed,
  ReadEntity,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { within } from './within';

/** How long an answer is good, in milliseconds. */
const FRESH_MS = 60_000;
/** How long an answer is waited for, in milliseconds. */
const PATIENCE_MS = 5_000;

/** What was read, and what could not be understood of it. */
export interface EntitiesRead<T> {
  items: Observation<readonly T[]>;
  /** One sentence for each entity that is left out. */
  problems: readonly string[];
}

/** What a reader is made from. */
export interface EntityReaderOptions<T> {
  catalog: Pick<CatalogService, 'getEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  /** `spec.type` of the resources. */
  type: string;
  /** What they are called in a sentence: `KPIs`. */
  what: string;
  /** Reads one. */
  toItem: (entity: DescribedEntity) => ReadEntity<T>;
  /** Milliseconds since the epoch. */
  now: () => number;
  patienceMs?: number;
}

function readAll<T>(
  entities: readonly DescribedEntity[],
  toItem: EntityReaderOptions<T>['toItem'],
) {
  const items: T[] = [];
  const problems: string[] = [];
  for (const entity of entities) {
    const read = toItem(entity);
    if (read.ok) items.push(read.value);
    else problems.push(read.problem);
  }
  return { items, problems };
}

/** Makes the reader; what it gives never rejects. */
export function createEntityReader<T>(
  options: EntityReaderOptions<T>,
): () => Promise<EntitiesRead<T>> {
  const { catalog, auth, type, what, toItem, now } = options;
  const { patienceMs = PATIENCE_MS } = options;
  const source: Source = {
    kind: 'catalog',
    name: 'catalog',
    detail: `entities of type ${type}`,
  };
  let last: { at: number; value: EntitiesRead<T> } | undefined;
  const ask = async () => {
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Resource', 'spec.type': type } },
      { credentials },
    );
    return items;
  };
  const read = async (): Promise<EntitiesRead<T>> => {
    try {
      const entities = await within(patienceMs, ask());
      const { items, problems } = readAll(entities, toItem);
      return {
        items: observed({ value: items, now: now(), source }),
        problems,
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const reason = `The catalog cannot be asked for ${what}: ${why}.`;
      const previous = last?.value.items;
      return {
        items: failed({ reason, now: now(), source, previous }),
        problems: last?.value.problems ?? [],
      };
    }
  };
  return async () => {
    if (last?.value.items.ok && now() - last.at < FRESH_MS) return last.value;
    last = { at: now(), value: await read() };
    return last.value;
  };
}
