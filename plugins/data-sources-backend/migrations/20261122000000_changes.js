/** Changes of pipelines, so that the newest can be taken back; and what an approval is for. Instants as in the first migration. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pipeline_approvals', table => {
    table.string('purpose', 16).notNullable().defaultTo('create');
  });
  await knex.schema.createTable('pipeline_changes', table => {
    table.comment('With which values a pipeline was changed, and back');
    table.string('id', 36).primary();
    table.integer('position').notNullable().comment('Order of a pipeline');
    table.string('name', 63).notNullable();
    table.string('task_id', 80).notNullable();
    table.text('values_before').notNullable();
    table.text('values_after').notNullable();
    table.text('files').notNullable();
    table.string('changed_by', 512).notNullable();
    table.string('changed_at', 32).notNullable();
    table.string('undone_at', 32).nullable();
    table.string('undone_by', 512).nullable();
    table.unique(['name', 'task_id', 'position'], {
      indexName: 'pipeline_changes_once',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_changes');
  await knex.schema.alterTable('pipeline_approvals', table => {
    table.dropColumn('purpose');
  });
};
