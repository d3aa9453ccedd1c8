/**
 * Verdicts of a service that begin at once are listed by one row of the timeline, a sheet, in place of a row each. Rows that are there
 * stay what they are: a verdict with a row of its own holds until that row ends. So nothing has to be carried over, and the way back makes
 * of sheets what they list.
 *
 * On PostgreSQL names and digests are compared byte by byte from now on, not by the rules of a language; that is what an index over them
 * costs most. The index of all verdicts by their time goes: it was a fourth of the work of storing one, and who asks for verdicts mostly names a
 * service, whose verdicts have an index of their own.
 */

const BY_TIME = 'readiness_verdicts_recorded_idx';

/** Columns that only ever hold names, digests and instants. */
const BYTEWISE = {
  readiness_contents: { digest: 'varchar(127)' },
  readiness_verdicts: {
    id: 'varchar(63)',
    service_id: 'varchar(63)',
    recorded_at: 'varchar(32)',
  },
  readiness_timeline: {
    kind: 'varchar(16)',
    subject: 'text',
    name: 'text',
    since: 'varchar(32)',
    until: 'varchar(32)',
    ref: 'varchar(127)',
  },
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return !String(knex.client.config.client).includes('sqlite');
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} collation
 */
async function compareBy(knex, collation) {
  if (!isPostgres(knex)) return;
  for (const [table, columns] of Object.entries(BYTEWISE)) {
    const changes = Object.entries(columns).map(
      ([column, type]) =>
        `alter column ${column} type ${type} collate "${collation}"`,
    );
    await knex.raw(`alter table ${table} ${changes.join(', ')}`);
  }
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await compareBy(knex, 'C');
  await knex.schema.alterTable('readiness_verdicts', table => {
    table.dropIndex(['recorded_at'], BY_TIME);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const listed = isPostgres(knex)
    ? 'cross join lateral json_each_text(t.body::json) as x'
    : 'join json_each(t.body) as x';
  await knex.raw(
    `insert into readiness_timeline (kind, subject, name, since, until, ref)
     select 'verdict', t.subject, x.key, t.since,
       coalesce((select min(o.since) from readiness_timeline as o
         where o.kind = 'verdict' and o.subject = t.subject and o.name = x.key and o.since > t.since
           and (t.until is null or o.since < t.until)), t.until),
       x.value
     from readiness_timeline as t ${listed}
     where t.kind = 'sheet' and x.value in (select id from readiness_verdicts)`,
  );
  await knex('readiness_timeline').where({ kind: 'sheet' }).delete();
  await knex.schema.alterTable('readiness_verdicts', table => {
    table.index(['recorded_at'], BY_TIME);
  });
  await compareBy(knex, 'default');
};
