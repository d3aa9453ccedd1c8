/**
 * What people say about readiness, and what is measured beside it. Instants are ISO 8601 texts in UTC, which sort as
 * times do on every database. Nothing of what people said is changed in place but its state: who asked, who decided and
 * when stay readable.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('readiness_exemptions', table => {
    table.comment('Rules that are not held against a service for a while');
    table.string('id', 36).primary();
    table.string('rule_id', 63).notNullable();
    table.string('service_id', 63).notNullable();
    table.string('entity_ref', 512).notNullable();
    table.text('reason').notNullable();
    table.string('owner', 512).notNullable();
    table.text('compensating_control').notNullable();
    table.string('requested_by', 512).notNullable();
    table.string('requested_at', 32).notNullable();
    table
      .string('until_at', 32)
      .notNullable()
      .index('readiness_exemptions_until_idx');
    table
      .string('state', 16)
      .notNullable()
      .comment('requested, approved, rejected, revoked');
    table.string('decided_by', 512).nullable();
    table.string('decided_at', 32).nullable();
    table.text('decision_note').nullable();
    table.string('revoked_by', 512).nullable();
    table.string('revoked_at', 32).nullable();
    table.text('revoke_note').nullable();
    table.string('warned_at', 32).nullable().comment('When its end was told');
  });
  await knex.schema.createTable('readiness_evidence', table => {
    table.comment('What people proved by hand');
    table.string('id', 36).primary();
    table.string('rule_id', 63).notNullable();
    table.string('service_id', 63).notNullable();
    table.string('entity_ref', 512).notNullable();
    table.text('statement').notNullable();
    table.text('proof').notNullable();
    table.string('author', 512).notNullable();
    table.string('observed_at', 32).notNullable();
    table.string('recorded_at', 32).notNullable();
    table
      .string('until_at', 32)
      .notNullable()
      .index('readiness_evidence_until_idx');
    table.string('withdrawn_at', 32).nullable();
    table.string('withdrawn_by', 512).nullable();
    table.string('warned_at', 32).nullable().comment('When its end was told');
  });
  await knex.schema.createTable('readiness_kpi_points', table => {
    table.comment('What was measured of KPIs over time');
    table.string('kpi_id', 127).notNullable();
    table.string('at', 32).notNullable().index('readiness_kpi_points_at_idx');
    table.string('state', 16).notNullable().comment('met, missed, unmeasured');
    table.double('value').nullable();
    table.primary(['kpi_id', 'at']);
  });
  await knex.schema.createTable('readiness_held_levels', table => {
    table.comment('The level that each service holds, until its loss was told');
    table.string('service_id', 63).primary();
    table.string('level', 16).notNullable();
  });
  await knex.schema.createTable('readiness_rule_set', table => {
    table.comment('The settings of rules that were in force last; one row');
    table.integer('id').primary().comment('Always 1');
    table.string('at', 32).notNullable();
    table.text('settings', 'longtext').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('readiness_rule_set');
  await knex.schema.dropTable('readiness_held_levels');
  await knex.schema.dropTable('readiness_kpi_points');
  await knex.schema.dropTable('readiness_evidence');
  await knex.schema.dropTable('readiness_exemptions');
};
