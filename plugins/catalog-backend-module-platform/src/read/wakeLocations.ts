import { Knex } from 'knex';

/**
 * Makes the catalog process every location anew. It offers the entities of a location only when they are different from
 * the last time, so one that was refused because its name was taken would not be offered again when the name is free.
 * The catalog itself marks a location in this way when something that it brought was deleted.
 */
export async function wakeLocations(knex: Knex): Promise<void> {
  await knex('refresh_state')
    .where('entity_ref', 'like', 'location:%')
    .update({ result_hash: 'name-was-freed', next_update_at: knex.fn.now() });
}
