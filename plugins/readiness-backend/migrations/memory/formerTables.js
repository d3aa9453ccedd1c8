/** What there was before the memory, for the way back: the tables, and their rows made of those of the timeline. */

/** @param {import('knex').Knex} knex */
async function createFormerTables(knex) {
  await knex.schema.createTable('readiness_latest', table => {
    table.integer('id').primary();
    table.string('judged_at', 32).notNullable();
    table.text('report', 'longtext').notNullable();
  });
  await knex.schema.createTable('readiness_trend', table => {
    table.string('judged_at', 32).primary();
    table.integer('low').notNullable();
    table.integer('high').notNullable();
    table.integer('known').notNullable();
    table.integer('total').notNullable();
  });
  await knex.schema.createTable('readiness_changes', table => {
    table.increments('id');
    table.string('at', 32).notNullable().index('readiness_changes_at_idx');
    table.string('service_id', 63).notNullable();
    table.text('service_title').notNullable();
    table.string('rule_id', 63).notNullable();
    table.string('from_outcome', 32).nullable();
    table.string('to_outcome', 32).nullable();
    table.integer('delta').notNullable();
    table.text('summary').notNullable();
  });
}

function toTrendRow({ since, body }) {
  const { low, high, known, of } = JSON.parse(body).points;
  return { judged_at: since, low, high, known, total: of };
}

function toFormerChange({ body }) {
  const change = JSON.parse(body);
  return {
    at: change.at,
    service_id: change.serviceId,
    service_title: change.serviceTitle,
    rule_id: change.ruleId,
    from_outcome: change.from ?? null,
    to_outcome: change.to ?? null,
    delta: change.delta,
    summary: change.summary,
  };
}

module.exports = { createFormerTables, toFormerChange, toTrendRow };
