/**
 * Verdicts are listed page by page: service by service, and of each the newest first. The index by which those of a service are found has them
 * in just that order from now on, so that a page costs what is on it, and storing a verdict costs what it did.
 */

const OF_SERVICE = 'readiness_verdicts_service_idx';

/**
 * @param {import('knex').Knex} knex
 * @param {string} order
 */
async function orderBy(knex, order) {
  await knex.raw(`drop index ${OF_SERVICE}`);
  await knex.raw(
    `create index ${OF_SERVICE} on readiness_verdicts (service_id, recorded_at${order})`,
  );
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await orderBy(knex, ' desc');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await orderBy(knex, '');
};
