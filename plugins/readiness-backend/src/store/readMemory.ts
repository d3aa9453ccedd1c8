/** What is asked of the past. */
import {
  CategoryPointsSchema,
  FactRecord,
  HistoryPoint,
  KeptFact,
  KeptFactSchema,
  recallFact,
  RuleCategory,
  ScoreEntry,
  ScoreGap,
  ScoreScope,
  SourceSchema,
  VerdictChange,
  VerdictChangeSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { inChunks } from './jsonTable';
import { chooseAt, WRITER_ID, WRITER_TABLE } from './readRows';
import { RecalledFact } from './ReadinessStore';
import { TimelineRow } from './rows';
import { rowTable } from './rowTable';
import { readScore } from './scoresOf';
import { selectListed } from './sheets';

const DetailSchema = z.object({ categories: z.array(CategoryPointsSchema) });

/** Of one category; `undefined` when it had no points then. */
function pointsOfCategory(row: TimelineRow, category: RuleCategory) {
  const parsed = DetailSchema.safeParse(JSON.parse(row.detail ?? '{}'));
  const { categories } = parsed.success ? parsed.data : { categories: [] };
  const { points, plain } =
    categories.find(item => item.category === category) ?? {};
  return points && plain ? { points, plain } : undefined;
}

/** The point of a row of the timeline; `undefined` when there was none, or it was kept by another version of the portal. */
export function historyPoint(
  row: TimelineRow,
  category: RuleCategory | undefined,
): HistoryPoint | undefined {
  if (category) {
    const points = pointsOfCategory(row, category);
    return points && { at: row.since, ...points };
  }
  const entry = readScore(row);
  if (!entry) return undefined;
  const { points, plain, level, since } = entry;
  return { at: since, points, plain, ...(level ? { level } : {}) };
}

/** Rows of one score that were in force after an instant, oldest first. */
export async function readHistory(
  knex: Knex,
  options: { scope: ScoreScope; id: string; since: string },
): Promise<TimelineRow[]> {
  const { scope, id, since } = options;
  return knex<TimelineRow>('readiness_timeline')
    .where({ kind: 'score', subject: scope, name: id })
    .where(either => either.whereNull('until').orWhere('until', '>', since))
    .orderBy('since');
}

/** Stretches without judgement that ended after an instant. */
export async function readGaps(knex: Knex, since: string): Promise<ScoreGap[]> {
  const rows = await knex<TimelineRow>('readiness_timeline')
    .where({ kind: 'gap' })
    .where('until', '>', since)
    .orderBy('since')
    .select('since', 'until');
  return rows.map(row => ({ from: row.since, to: row.until ?? row.since }));
}

/** The newest changes. */
export async function readChanges(
  knex: Knex,
  limit: number,
): Promise<VerdictChange[]> {
  const rows = await knex<TimelineRow & { id: number }>('readiness_timeline')
    .where({ kind: 'change' })
    .orderBy([{ column: 'since', order: 'desc' }, { column: 'id' }])
    .limit(limit)
    .select('body');
  return rows.flatMap(({ body }) => {
    const parsed = VerdictChangeSchema.safeParse(JSON.parse(body ?? '{}'));
    return parsed.success ? [parsed.data] : [];
  });
}

/** Every score in force; one statement. */
export async function readScores(
  knex: Knex,
): Promise<{ judgedAt: string; scores: ScoreEntry[] } | undefined> {
  const rows: ({ judged_at: string | null } & TimelineRow)[] = await knex(
    `${WRITER_TABLE} as w`,
  )
    .where({ 'w.id': WRITER_ID })
    .leftJoin('readiness_timeline as t', join =>
      join.onNull('t.until').andOnVal('t.kind', 'score'),
    )
    .orderBy(['t.subject', 't.name'])
    .select('w.judged_at', 't.subject', 't.name', 't.since', 't.body');
  const judgedAt = rows[0]?.judged_at;
  if (!judgedAt) return undefined;
  return { judgedAt, scores: rows.flatMap(row => readScore(row) ?? []) };
}

const FactsSchema = z.array(
  z.tuple([
    z.string(),
    z.string(),
    z.number(),
    z.string().nullable(),
    SourceSchema,
  ]),
);

/** Reads the facts of a stored verdict. */
export function readFacts(text: string): FactRecord[] {
  return FactsSchema.parse(JSON.parse(text)).map(
    ([name, digest, ok, observedAt, source]) => ({
      name,
      digest,
      ok: ok === 1,
      ...(observedAt ? { observedAt } : {}),
      source,
    }),
  );
}

const DIGEST = { digest: 'text' } as const;

/** Values of facts by digest, so far as they are kept. */
export async function readValues(
  knex: Knex,
  digests: Iterable<string>,
): Promise<Map<string, KeptFact>> {
  const found = new Map<string, KeptFact>();
  const wanted = [...new Set(digests)].map(digest => ({ digest }));
  for (const chunk of inChunks(wanted)) {
    const { sql, bindings } = rowTable(knex, DIGEST, chunk);
    const rows: { digest: string; content: string }[] = await knex
      .from(knex.raw(sql, bindings))
      .join('readiness_contents as c', 'c.digest', 'x.digest')
      .select('c.digest', 'c.content');
    for (const { digest, content } of rows)
      found.set(digest, KeptFactSchema.parse(JSON.parse(content)));
  }
  return found;
}

interface InForceRow {
  subject: string;
  name: string;
  listed: number;
  facts: string;
}

/** Of what a sheet lists and what has a row of its own, the latter. */
function standingRows(rows: readonly InForceRow[]): Iterable<InForceRow> {
  const standing = new Map<string, InForceRow>();
  for (const row of [...rows].sort((a, b) => b.listed - a.listed))
    standing.set(`${row.subject} ${row.name}`, row);
  return standing.values();
}

/** The facts of the verdicts in force at an instant. */
export async function readFactsAt(
  knex: Knex,
  instant: string,
): Promise<RecalledFact[]> {
  const own = knex('readiness_timeline as t')
    .where('t.kind', 'verdict')
    .select('t.subject', 't.name', 't.ref', knex.raw('0 as listed'));
  chooseAt(own, instant);
  const listed = selectListed(knex, query => {
    query
      .clearSelect()
      .select('t.subject', 'x.key as name', 'x.value as ref')
      .select(knex.raw('1 as listed'));
    chooseAt(query, instant);
  });
  const rows: InForceRow[] = await knex
    .from(own.unionAll([listed]).as('t'))
    .join('readiness_verdicts as v', 'v.id', 't.ref')
    .select('t.subject', 't.name', 't.listed', 'v.facts');
  const named = new Map<string, { serviceId: string; fact: FactRecord }>();
  for (const { subject: serviceId, facts } of standingRows(rows)) {
    for (const fact of readFacts(facts))
      named.set(`${serviceId} ${fact.name}`, { serviceId, fact });
  }
  const digests = [...named.values()].map(({ fact }) => fact.digest);
  const values = await readValues(knex, digests);
  return [...named.values()].flatMap(({ serviceId, fact }) => {
    const kept = values.get(fact.digest);
    if (!kept) return [];
    const observation = recallFact(fact, kept, Date.parse(instant));
    return [{ serviceId, name: fact.name, observation }];
  });
}
