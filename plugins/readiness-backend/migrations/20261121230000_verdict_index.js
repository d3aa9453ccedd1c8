/**
 * The id of a verdict is the digest of its service, rule, version and facts, so the primary key is what keeps verdicts
 * unique by those. A second unique index over the four texts said the same once more, and was a third of the work of
 * storing a verdict. Verdicts of a service are found by an index of its own.
 */

const FOUR = ['service_id', 'rule_id', 'rule_version', 'facts_digest'];
const ONCE = 'readiness_verdicts_once';
const OF_SERVICE = 'readiness_verdicts_service_idx';

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('readiness_verdicts', table => {
    table.dropUnique(FOUR, ONCE);
    table.index(['service_id', 'recorded_at'], OF_SERVICE);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('readiness_verdicts', table => {
    table.dropIndex(['service_id', 'recorded_at'], OF_SERVICE);
    table.unique(FOUR, { indexName: ONCE });
  });
};
