/**
 * Changes of state that the portal saw, the last state of each service, and the lease of the one replica
 * that writes them. Times are ISO 8601 text in UTC, which sorts as it should in every database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('platform_changes', table => {
    table.increments('id');
    table.string('service_id', 63).notNullable();
    table.text('title').notNullable();
    table.string('at', 30).notNullable().index('platform_changes_at_index');
    table.string('from_state', 32).nullable();
    table.string('to_state', 32).notNullable();
    table.text('summary').notNullable();
  });
  await knex.schema.createTable('platform_states', table => {
    table.string('service_id', 63).primary();
    table.text('title').notNullable();
    table.string('state', 32).notNullable();
    table.string('since', 30).notNullable();
  });
  await knex.schema.createTable('platform_leases', table => {
    table.string('name', 63).primary();
    table.string('holder', 64).notNullable();
    table.integer('fence').notNullable();
    table.string('expires_at', 30).notNullable();
    table.string('first_taken_at', 30).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('platform_leases');
  await knex.schema.dropTable('platform_states');
  await knex.schema.dropTable('platform_changes');
};
