import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';

/**
 * The entities that a provider has in the catalog, as it offered them; `undefined`, with a line in the log, when the
 * catalog cannot say. They are read where the catalog keeps them, because its API gives them only after they
 * were processed, which is later, and with what processors added, which is something else.
 */
export async function readHeldEntities(options: {
  knex: Knex;
  provider: string;
  logger: LoggerService;
}): Promise<readonly Entity[] | undefined> {
  const { knex, provider, logger } = options;
  try {
    const rows: { unprocessed_entity: string }[] = await knex(
      'refresh_state_references',
    )
      .innerJoin(
        'refresh_state',
        'refresh_state.entity_ref',
        'refresh_state_references.target_entity_ref',
      )
      .where({ source_key: provider })
      .select('refresh_state.unprocessed_entity');
    return rows.map(row => JSON.parse(row.unprocessed_entity));
  } catch (error) {
    logger.info(
      'The catalog does not say yet what it holds; it is asked again before anything is written.',
      error as Error,
    );
    return undefined;
  }
}

/** Which of the refs are in the catalog by somebody else's declaration. */
export async function findForeignRefs(options: {
  knex: Knex;
  refs: readonly string[];
  locationKey: string;
}): Promise<ReadonlySet<string>> {
  const { knex, refs, locationKey } = options;
  const foreign = new Set<string>();
  for (let from = 0; from < refs.length; from += 500) {
    const rows: { entity_ref: string; location_key: string | null }[] =
      await knex('refresh_state')
        .whereIn('entity_ref', refs.slice(from, from + 500))
        .whereNot({ location_key: locationKey })
        .select('entity_ref', 'location_key');
    for (const row of rows) foreign.add(row.entity_ref);
  }
  return foreign;
}
