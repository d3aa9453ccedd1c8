/**
 * From the newest report and a line of points to a memory: what verdicts rest on by digest, verdicts as they were judged, and
 * a timeline of what was in force from when until when. The trend and the changes that were kept so far move into the
 * timeline. The newest report does not: it does not tell what its verdicts rested on, and is judged anew within minutes.
 */

const {
  createFormerTables,
  toFormerChange,
  toTrendRow,
} = require('./memory/formerTables');

const CHUNK = 50;
const QUARTER_MS = 15 * 60_000;

/** Longer than this between two points of the old trend, nobody judged: it had one at least as often as was judged. */
function longestRest(points) {
  const rests = points
    .slice(1)
    .map(
      ({ judged_at: at }, i) =>
        Date.parse(at) - Date.parse(points[i].judged_at),
    )
    .sort((a, b) => a - b);
  const usual = rests[Math.floor(rests.length / 2)] ?? 0;
  return Math.max(QUARTER_MS, 3 * usual);
}

function isSame(a, b) {
  return ['low', 'high', 'known', 'total'].every(key => a[key] === b[key]);
}

/** Points as rows that say from when until when they were so. */
function toScoreRows(points) {
  const first = points.filter(
    (point, i) => i === 0 || !isSame(point, points[i - 1]),
  );
  return first.map(({ judged_at: since, low, high, known, total }, i) => {
    const score = { low, high, known, of: total };
    return {
      kind: 'score',
      subject: 'platform',
      name: 'platform',
      since,
      until: first[i + 1]?.judged_at ?? null,
      ref: null,
      body: JSON.stringify({ title: 'Platform', points: score, plain: score }),
      detail: null,
    };
  });
}

function toGapRows(points) {
  const most = longestRest(points);
  return points.slice(1).flatMap(({ judged_at: until }, i) => {
    const since = points[i].judged_at;
    if (Date.parse(until) - Date.parse(since) <= most) return [];
    const nobody = {
      subject: '',
      name: '',
      ref: null,
      body: null,
      detail: null,
    };
    return [{ kind: 'gap', since, until, ...nobody }];
  });
}

function toChangeRow(row) {
  const {
    at,
    service_id: serviceId,
    service_title: serviceTitle,
    rule_id: ruleId,
  } = row;
  const change = {
    at,
    serviceId,
    serviceTitle,
    ruleId,
    ...(row.from_outcome ? { from: row.from_outcome } : {}),
    ...(row.to_outcome ? { to: row.to_outcome } : {}),
    delta: row.delta,
    summary: row.summary,
  };
  return {
    kind: 'change',
    subject: serviceId,
    name: ruleId,
    since: at,
    until: at,
    ref: null,
    body: JSON.stringify(change),
    detail: null,
  };
}

/** @param {import('knex').Knex} knex */
async function createWriter(knex) {
  await knex.schema.createTable('readiness_writer', table => {
    table.comment('Who may write, and when was judged last; one row');
    table.string('id', 63).primary();
    table.string('holder', 63).nullable().comment('Nobody when empty');
    table.integer('fence').notNullable().comment('Grows with every holder');
    table.integer('beat').notNullable().comment('Grows while it is held');
    table.string('judged_at', 32).nullable();
    table
      .integer('revision')
      .notNullable()
      .defaultTo(0)
      .comment('Grows whenever something begins or ends');
    table.text('caveats').nullable().comment('JSON');
    table
      .string('kept_since', 32)
      .nullable()
      .comment('Everything that was in force is known from here on');
  });
}

/** @param {import('knex').Knex} knex */
async function createRecords(knex) {
  await knex.schema.createTable('readiness_contents', table => {
    table.comment('What verdicts rest on, by digest; never changed');
    table.string('digest', 127).primary();
    table.string('kind', 16).notNullable().comment('fact, settings');
    table.text('content', 'longtext').notNullable().comment('JSON');
    table.string('stored_at', 32).notNullable();
  });
  await knex.schema.createTable('readiness_verdicts', table => {
    table.comment('Verdicts as they were judged; never changed');
    table.string('id', 63).primary();
    table.string('service_id', 63).notNullable();
    table.string('rule_id', 63).notNullable();
    table.integer('rule_version').notNullable();
    table.string('facts_digest', 127).notNullable();
    table.string('outcome', 16).notNullable();
    table.integer('stale').notNullable().comment('0 or 1');
    table.text('summary').notNullable();
    table
      .text('detail', 'longtext')
      .notNullable()
      .comment('JSON: evidence, remedy');
    table.text('facts', 'longtext').notNullable().comment('JSON');
    table.string('recorded_at', 32).notNullable();
    table.unique(['service_id', 'rule_id', 'rule_version', 'facts_digest'], {
      indexName: 'readiness_verdicts_once',
    });
    table.index('recorded_at', 'readiness_verdicts_recorded_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createTimeline(knex) {
  await knex.schema.createTable('readiness_timeline', table => {
    table.comment('What was in force from when until when');
    table.bigIncrements('id');
    table.string('kind', 16).notNullable();
    table.text('subject').notNullable();
    table.text('name').notNullable();
    table.string('since', 32).notNullable();
    table.string('until', 32).nullable().comment('Empty while it is in force');
    table.string('ref', 127).nullable();
    table.text('body', 'longtext').nullable().comment('JSON');
    table.text('detail', 'longtext').nullable().comment('JSON');
    table.index(['kind', 'since'], 'readiness_timeline_since_idx');
  });
  const on = 'on readiness_timeline';
  await knex.raw(
    `create unique index readiness_timeline_once ${on} (kind, subject, name) where until is null`,
  );
  await knex.raw(
    `create index readiness_timeline_past ${on} (kind, subject, name, since) where until is not null`,
  );
  await knex.raw(
    `create index readiness_timeline_ended ${on} (until) where until is not null`,
  );
  await knex.raw(
    `create index readiness_timeline_ref ${on} (ref) where ref is not null`,
  );
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createWriter(knex);
  await createRecords(knex);
  await createTimeline(knex);
  const points = await knex('readiness_trend').orderBy('judged_at');
  const changes = await knex('readiness_changes').orderBy('id');
  const rows = [
    ...toScoreRows(points),
    ...toGapRows(points),
    ...changes.map(toChangeRow),
  ];
  if (rows.length > 0)
    await knex.batchInsert('readiness_timeline', rows, CHUNK);
  if (points.length > 0)
    await knex('readiness_writer').insert({
      id: 'readiness',
      holder: null,
      fence: 0,
      beat: 0,
      judged_at: points.at(-1).judged_at,
      revision: 0,
      caveats: '[]',
      kept_since: null,
    });
  await knex.schema.dropTable('readiness_changes');
  await knex.schema.dropTable('readiness_trend');
  await knex.schema.dropTable('readiness_latest');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await createFormerTables(knex);
  const points = await knex('readiness_timeline')
    .where({ kind: 'score', subject: 'platform' })
    .orderBy('since');
  const changes = await knex('readiness_timeline')
    .where({ kind: 'change' })
    .orderBy('id');
  if (points.length > 0)
    await knex.batchInsert('readiness_trend', points.map(toTrendRow), CHUNK);
  if (changes.length > 0)
    await knex.batchInsert(
      'readiness_changes',
      changes.map(toFormerChange),
      CHUNK,
    );
  await knex.schema.dropTable('readiness_timeline');
  await knex.schema.dropTable('readiness_verdicts');
  await knex.schema.dropTable('readiness_contents');
  await knex.schema.dropTable('readiness_writer');
};
