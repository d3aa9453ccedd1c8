/**
 * What tasks of the scaffolder made outside, who holds a name, what waits for a second person, and with which values a
 * pipeline was made. Instants are ISO 8601 texts in UTC, which sort as times do on every database.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_effects', table => {
    table.comment('What a step of a task made outside of the portal');
    table.string('id', 36).primary();
    table.integer('position').notNullable().comment('Order within the task');
    table.string('task_id', 80).notNullable();
    table.string('step', 100).notNullable();
    table.string('kind', 16).notNullable();
    table.string('ref', 500).notNullable();
    table.string('url', 1000).nullable();
    table.boolean('made').notNullable();
    table.string('made_at', 32).notNullable();
    table.string('undone_at', 32).nullable();
    table.string('undone_by', 512).nullable();
    table.unique(['task_id', 'kind', 'ref'], {
      indexName: 'pipeline_effects_once',
    });
  });
  await knex.schema.createTable('pipeline_reservations', table => {
    table.comment('Names that are being used by a running task');
    table.string('name', 63).primary();
    table.string('task_id', 80).notNullable();
    table.string('held_by', 512).notNullable();
    table.string('until_at', 32).notNullable();
  });
  await knex.schema.createTable('pipeline_approvals', table => {
    table.comment('Forms for production targets, and who decided on them');
    table.string('id', 36).primary();
    table.string('template', 300).notNullable();
    table.string('name', 63).notNullable();
    table.string('digest', 64).notNullable();
    table.text('form_values').notNullable();
    table.text('reason').notNullable();
    table.string('requested_by', 512).notNullable();
    table.string('requested_at', 32).notNullable();
    table
      .string('until_at', 32)
      .notNullable()
      .index('pipeline_approvals_until_idx');
    table.string('state', 16).notNullable();
    table.string('decided_by', 512).nullable();
    table.string('decided_at', 32).nullable();
    table.text('note').nullable();
  });
  await knex.schema.createTable('pipelines', table => {
    table.comment('With which values a pipeline was made, and its end');
    table.string('name', 63).primary();
    table.string('template', 300).notNullable();
    table.text('form_values').notNullable();
    table.string('task_id', 80).notNullable();
    table.string('made_by', 512).notNullable();
    table.string('made_at', 32).notNullable();
    table.string('retired_by', 512).nullable();
    table.string('retired_at', 32).nullable();
    table.text('retire_reason').nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of [
    'pipelines',
    'pipeline_approvals',
    'pipeline_reservations',
    'pipeline_effects',
  ])
    await knex.schema.dropTable(name);
};
