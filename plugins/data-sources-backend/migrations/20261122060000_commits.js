/** The commits around a change of a pipeline, so that taking it back restores the files that were there. Null for changes of before. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('pipeline_changes', table => {
    table.string('commit_before', 64).nullable();
    table.string('commit_after', 64).nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('pipeline_changes', table => {
    table.dropColumn('commit_before');
    table.dropColumn('commit_after');
  });
};
