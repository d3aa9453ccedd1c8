import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  ReadinessReport,
  RuleCategory,
  ScoreScope,
} from '@254carbon/backstage-plugin-platform-common';
import { LeaseTerm } from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { Marks, noMarks, reviseMarks } from './Difference';
import { applyToMarks, planWrite } from './planWrite';
import { pruneRows } from './pruneRows';
import {
  historyPoint,
  readChanges,
  readFactsAt,
  readGaps,
  readHistory,
  readScores,
} from './readMemory';
import {
  ReadinessStore,
  ReportWish,
  SaveOptions,
  VerdictQuestion,
} from './ReadinessStore';
import { Head, readAt, readHead, readInForce, readNews } from './readRows';
import { readVerdicts } from './readVerdicts';
import { reviseReport } from './reviseReport';
import { writeJudgement } from './writeRows';

/** What the tables hold, as this process saw them last. */
interface Mirror {
  head: Head;
  /** Absent when it was written by another version of the portal. */
  report: ReadinessReport | undefined;
  marks: Marks;
}

/** Gives the plugin's database with its tables brought up to date, unless migrations are switched off. */
export async function openDatabase(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@254carbon/backstage-plugin-readiness-backend',
        'migrations',
      ),
    });
  }
  return knex;
}

/** Remembers in the plugin's database (SQLite or PostgreSQL); see `rows.ts` for how. */
export class DatabaseReadinessStore implements ReadinessStore {
  readonly #knex: Knex;
  #mirror: Mirror | undefined;
  #doubted = true;
  #looking: Promise<Mirror | undefined> | undefined;

  /** Of a database whose tables are up to date; see {@link openDatabase}. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async latest() {
    return (await this.#look())?.report;
  }

  async save({ judged, changes, term, silenceMs }: SaveOptions) {
    const mirror = this.#doubted ? await this.#look() : this.#mirror;
    const { judgedAt, caveats } = judged.report;
    const marks = mirror?.marks ?? noMarks();
    const previousAt = mirror?.head.judgedAt;
    const inForce = mirror?.report;
    const plan = { marks, inForce, judged, changes, previousAt, silenceMs };
    const write = planWrite(plan);
    // Whether a commit went through is not known when its answer is lost: look before the next one.
    this.#doubted = true;
    const written = await writeJudgement(this.#knex, term, {
      ...write,
      caveats,
    });
    if (!written) return false;
    applyToMarks(marks, write);
    const news = write.begun.length + write.ended.length > 0 ? 1 : 0;
    const head = {
      judgedAt,
      caveats,
      revision: (mirror?.head.revision ?? 0) + news,
      keptSince: mirror?.head.keptSince ?? judgedAt,
    };
    this.#mirror = { head, report: judged.report, marks };
    this.#doubted = false;
    return true;
  }

  /** What is in force, as it is in the database now. */
  async #look(): Promise<Mirror | undefined> {
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #read(): Promise<Mirror | undefined> {
    const before = this.#mirror;
    const head = await readHead(this.#knex);
    if (!head) return this.#mirror;
    const next = before
      ? await this.#follow(before, head)
      : await this.#start(head);
    // What was saved here meanwhile is newer than what was read.
    const saved = this.#mirror;
    if (saved && saved !== before && saved.head.judgedAt >= head.judgedAt)
      return saved;
    this.#mirror = next;
    this.#doubted = false;
    return next;
  }

  async #start(head: Head): Promise<Mirror> {
    const rows = await readInForce(this.#knex);
    const marks = reviseMarks(noMarks(), rows);
    return { head, marks, report: reviseReport(undefined, rows, head) };
  }

  async #follow(before: Mirror, head: Head): Promise<Mirror> {
    const { report, marks } = before;
    if (head.judgedAt === before.head.judgedAt) return before;
    if (head.revision === before.head.revision) {
      const { judgedAt, caveats } = head;
      return {
        head,
        marks,
        report: report && { ...report, judgedAt, caveats },
      };
    }
    if (!report) return this.#start(head);
    const rows = await readNews(this.#knex, before.head.judgedAt);
    const revised = reviseReport(report, rows, head);
    return { head, marks: reviseMarks(marks, rows), report: revised };
  }

  scores() {
    return readScores(this.#knex);
  }

  async history(options: {
    scope: ScoreScope;
    id: string;
    category?: RuleCategory;
    since: string;
  }) {
    const rows = await readHistory(this.#knex, options);
    return rows.flatMap(row => historyPoint(row, options.category) ?? []);
  }

  gaps(since: string) {
    return readGaps(this.#knex, since);
  }

  async reach() {
    const head = await readHead(this.#knex);
    return head && { from: head.keptSince, to: head.judgedAt };
  }

  async reportAt(instant: string, wish: ReportWish = {}) {
    const rows = await readAt(this.#knex, instant, wish);
    return reviseReport(undefined, rows, { judgedAt: instant, caveats: [] });
  }

  factsAt(instant: string) {
    return readFactsAt(this.#knex, instant);
  }

  verdicts(question: VerdictQuestion) {
    return readVerdicts(this.#knex, question);
  }

  changes(limit: number) {
    return readChanges(this.#knex, limit);
  }

  prune({ before, term }: { before: string; term: LeaseTerm }) {
    return pruneRows(this.#knex, term, before);
  }

  doubt() {
    this.#doubted = true;
  }
}
