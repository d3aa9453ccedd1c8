/**
 * Incidents with what people said of them, declarations, confirmations, and the last good sight of each
 * service. Times are ISO 8601 text in UTC, which sorts as it should in every database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('platform_incidents', table => {
    table.string('id', 100).primary();
    table.string('service_id', 63).notNullable().index();
    table.text('title').notNullable();
    table.text('entity_ref').nullable();
    table.string('system', 32).nullable();
    table.text('owner').nullable();
    table.string('state', 32).notNullable();
    table.string('worst', 32).notNullable();
    table.text('summary').notNullable();
    table.string('since', 30).notNullable();
    table.string('closed_at', 30).nullable().index();
    table.string('closed_because', 32).nullable();
  });
  await knex.schema.createTable('platform_acknowledgements', table => {
    table.increments('id');
    table
      .string('incident_id', 100)
      .notNullable()
      .references('platform_incidents.id')
      .onDelete('CASCADE')
      .index();
    table.text('by').notNullable();
    table.string('at', 30).notNullable();
    table.text('note').notNullable();
    table.string('withdrawn_at', 30).nullable();
    table.text('withdrawn_by').nullable();
  });
  await knex.schema.createTable('platform_declarations', table => {
    table.string('id', 36).primary();
    table.string('kind', 32).notNullable();
    table.string('service_id', 63).notNullable().index();
    table.text('reason').notNullable();
    table.text('owner').notNullable();
    table.string('from_at', 30).notNullable();
    table.string('until_at', 30).notNullable().index();
    table.text('declared_by').notNullable();
    table.string('declared_at', 30).notNullable();
    table.string('withdrawn_at', 30).nullable();
    table.text('withdrawn_by').nullable();
  });
  await knex.schema.createTable('platform_confirmations', table => {
    table.string('id', 36).primary();
    table.string('cluster', 253).notNullable();
    table.text('kind').nullable();
    table.text('note').notNullable();
    table.text('by').notNullable();
    table.string('at', 30).notNullable().index();
    table.string('ended_at', 30).nullable();
  });
  await knex.schema.createTable('platform_services', table => {
    table.string('id', 63).primary();
    table.string('cluster', 253).notNullable();
    table.string('seen_at', 30).notNullable();
    table.text('service', 'longtext').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'platform_services',
    'platform_confirmations',
    'platform_declarations',
    'platform_acknowledgements',
    'platform_incidents',
  ]) {
    await knex.schema.dropTable(table);
  }
};
