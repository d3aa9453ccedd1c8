/**
 * What only the catalog knows: entities of clusters that are no longer configured, kept there as orphans, and
 * software that is planned or was rejected and runs nowhere. The catalog is asked seldom; when it does not
 * answer, that is said, and what it said last is kept.
 */
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { PlannedLike } from '@254carbon/backstage-plugin-platform-common';

/** A cluster that is no longer configured, whose entities are kept. */
export interface OrphanedCluster {
  cluster: string;
  /** How many entities are kept. */
  entities: number;
}

/** What the catalog said last. */
export interface CatalogKnowledge {
  orphaned: readonly OrphanedCluster[];
  planned: readonly PlannedLike[];
  /** Why this may be old or missing, as a sentence. */
  caveat?: string;
}

/** Gives what the catalog knows. Never throws. */
export interface CatalogView {
  current(): Promise<CatalogKnowledge>;
}

/** How long an answer of the catalog is good, in milliseconds. */
const FRESH_MS = 10_000;

const CLUSTER = '254carbon.com/cluster';
const ORPHANED = '254carbon.com/orphaned';

/** What the view is made from. */
export interface CatalogViewOptions {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** Milliseconds since the epoch. */
  now: () => number;
}

async function readOrphaned({
  catalog,
  auth,
}: CatalogViewOptions): Promise<OrphanedCluster[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntities(
    {
      filter: { [`metadata.annotations.${ORPHANED}`]: CATALOG_FILTER_EXISTS },
      fields: ['metadata.annotations'],
    },
    { credentials },
  );
  const counts = new Map<string, number>();
  for (const { metadata } of items) {
    const cluster = metadata.annotations?.[CLUSTER];
    if (cluster) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  }
  return [...counts].map(([cluster, entities]) => ({ cluster, entities }));
}

async function readPlanned({
  catalog,
  auth,
}: CatalogViewOptions): Promise<PlannedLike[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntities(
    {
      filter: { 'spec.lifecycle': ['planned', 'rejected'] },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.lifecycle',
      ],
    },
    { credentials },
  );
  return items.map(({ kind, metadata, spec }) => ({
    entityRef: `${kind.toLowerCase()}:${metadata.namespace ?? 'default'}/${
      metadata.name
    }`,
    ...(metadata.title ? { title: metadata.title } : {}),
    ...(typeof spec?.lifecycle === 'string'
      ? { lifecycle: spec.lifecycle }
      : {}),
  }));
}

/** Makes the view of the catalog. */
export function createCatalogView(options: CatalogViewOptions): CatalogView {
  const { logger, now } = options;
  let last: { at: number; value: Promise<CatalogKnowledge> } | undefined;
  let good: CatalogKnowledge = { orphaned: [], planned: [] };
  const read = async (): Promise<CatalogKnowledge> => {
    try {
      const [orphaned, planned] = await Promise.all([
        readOrphaned(options),
        readPlanned(options),
      ]);
      good = { orphaned, planned };
      return good;
    } catch (error) {
      logger.debug('The catalog does not answer.', error as Error);
      return {
        ...good,
        caveat:
          'The catalog does not answer; orphaned entities and planned software may be missing here.',
      };
    }
  };
  return {
    current() {
      if (!last || now() - last.at >= FRESH_MS) {
        last = { at: now(), value: read() };
      }
      return last.value;
    },
  };
}
