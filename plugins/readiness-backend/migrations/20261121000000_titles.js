/**
 * Titles are written by people, on annotations that may be long; PostgreSQL refuses what does not fit.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('readiness_changes', table => {
    table.text('service_title').notNullable().alter();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('readiness_changes')
    .whereRaw('length(service_title) > 255')
    .delete();
  await knex.schema.alterTable('readiness_changes', table => {
    table.string('service_title').notNullable().alter();
  });
};
