/**
 * What is remembered of readiness: the newest report whole, the platform's points over time, and every verdict
 * that became another one. Instants are ISO 8601 texts in UTC, which sort as times do on every database.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('readiness_latest', table => {
    table.comment('The newest report; one row');
    table.integer('id').primary().comment('Always 1');
    table.string('judged_at', 32).notNullable();
    table.text('report', 'longtext').notNullable().comment('JSON');
  });
  await knex.schema.createTable('readiness_trend', table => {
    table.comment('Points of the platform over time');
    table.string('judged_at', 32).primary();
    table.integer('low').notNullable();
    table.integer('high').notNullable();
    table.integer('known').notNullable();
    table.integer('total').notNullable();
  });
  await knex.schema.createTable('readiness_changes', table => {
    table.comment('Verdicts that became other ones');
    table.increments('id');
    table.string('at', 32).notNullable().index('readiness_changes_at_idx');
    table.string('service_id', 63).notNullable();
    table.string('service_title').notNullable();
    table.string('rule_id', 63).notNullable();
    table.string('from_outcome', 32).nullable();
    table.string('to_outcome', 32).nullable();
    table.integer('delta').notNullable();
    table.text('summary').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('readiness_changes');
  await knex.schema.dropTable('readiness_trend');
  await knex.schema.dropTable('readiness_latest');
};
