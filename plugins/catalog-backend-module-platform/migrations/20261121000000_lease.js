/**
 * The right to write what the platform has into the catalog, held by one replica at a time. The table lies in the
 * catalog's own database, because that is where a write that comes too late would do harm.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('platform_writer_lease', table => {
    table.comment('Which replica writes; one row');
    table.string('id', 63).primary();
    table.string('holder', 63).nullable().comment('Nobody when empty');
    table.integer('fence').notNullable().comment('Grows with every holder');
    table.integer('beat').notNullable().comment('Grows while it is held');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('platform_writer_lease');
};
