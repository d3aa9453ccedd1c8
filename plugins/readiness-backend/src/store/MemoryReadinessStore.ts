import {
  KeptFactSchema,
  ReadinessReport,
  recallFact,
  RuleCategory,
  ScoreScope,
  VerdictChange,
  VerdictChangeSchema,
} from '@254carbon/backstage-plugin-platform-common';
import {
  LeaseLost,
  LeaseTerm,
} from '@254carbon/backstage-plugin-platform-node';
import { noMarks } from './Difference';
import { applyToMarks, planWrite } from './planWrite';
import { historyPoint, readFacts } from './readMemory';
import {
  comparePlaces,
  ReadinessStore,
  RecalledFact,
  ReportWish,
  SaveOptions,
  VerdictQuestion,
} from './ReadinessStore';
import { timesOf, toStoredVerdict } from './readVerdicts';
import { verdictRow } from './recordRows';
import { reviseReport } from './reviseReport';
import { keyOf, LoadedRow, TimelineRow, VerdictRow } from './rows';
import { readScore } from './scoresOf';
import { cutListed, listedIn, sheetsFirst } from './sheets';

function wasInForce(row: TimelineRow, instant: string): boolean {
  return row.since <= instant && (row.until === null || row.until > instant);
}

function isWanted({ kind, subject, name }: TimelineRow, wish: ReportWish) {
  if (kind === 'settings') return true;
  const id = kind === 'score' ? name : subject;
  return wish.serviceId === undefined || wish.serviceId === id;
}

/** A row, and what it lists when it is a sheet. */
function takeApart(row: TimelineRow): (TimelineRow & { listed: number })[] {
  const listed = listedIn(row).map(one => ({
    ...one,
    kind: 'verdict' as const,
    body: null,
    detail: null,
    listed: 1,
  }));
  return [...listed, { ...row, listed: 0 }];
}

/** Remembers as long as the process lives, with the rows that a database would hold. */
export class MemoryReadinessStore implements ReadinessStore {
  readonly #marks = noMarks();
  readonly #verdicts = new Map<string, VerdictRow>();
  readonly #contents = new Map<string, string>();
  #timeline: TimelineRow[] = [];
  #latest: ReadinessReport | undefined;
  #keptSince: string | undefined;
  #fence = 0;

  async latest() {
    return this.#latest;
  }

  async save({ judged, changes, term, silenceMs }: SaveOptions) {
    this.#prove(term);
    const previousAt = this.#latest?.judgedAt;
    const at = judged.report.judgedAt;
    if (previousAt !== undefined && previousAt >= at) return false;
    const marks = this.#marks;
    const inForce = this.#latest;
    const plan = { marks, inForce, judged, changes, previousAt, silenceMs };
    const write = planWrite(plan);
    const ended = new Set(write.ended.map(keyOf));
    for (const row of this.#timeline) {
      if (row.until === null && ended.has(keyOf(row))) row.until = at;
    }
    this.#timeline.push(...write.begun.map(row => ({ ...row })));
    for (const named of write.verdicts) {
      const row = verdictRow(named, write.at);
      if (!this.#verdicts.has(row.id)) this.#verdicts.set(row.id, row);
    }
    for (const { digest, content } of write.contents)
      this.#contents.set(digest, content);
    applyToMarks(marks, write);
    this.#latest = judged.report;
    this.#keptSince ??= at;
    return true;
  }

  #prove({ fence }: LeaseTerm): void {
    if (fence < this.#fence) throw new LeaseLost('readiness');
    this.#fence = fence;
  }

  #rows(kind: TimelineRow['kind']): TimelineRow[] {
    return this.#timeline.filter(row => row.kind === kind);
  }

  /** Which verdicts were in force when, whether a sheet lists them or not. */
  #verdictRows(): Pick<TimelineRow, 'subject' | 'since' | 'until' | 'ref'>[] {
    const own = this.#rows('verdict');
    const listed = this.#rows('sheet').flatMap(listedIn);
    return [...cutListed(listed, own), ...own];
  }

  async scores() {
    if (!this.#latest) return undefined;
    const rows = this.#rows('score').filter(({ until }) => until === null);
    const scores = rows.flatMap(row => readScore(row) ?? []);
    const key = ({ scope, id }: (typeof scores)[0]) => `${scope} ${id}`;
    return {
      judgedAt: this.#latest.judgedAt,
      scores: scores.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    };
  }

  async history(options: {
    scope: ScoreScope;
    id: string;
    category?: RuleCategory;
    since: string;
  }) {
    const { scope, id, category, since } = options;
    return this.#rows('score')
      .filter(({ subject, name }) => subject === scope && name === id)
      .filter(({ until }) => until === null || until > since)
      .flatMap(row => historyPoint(row, category) ?? []);
  }

  async gaps(since: string) {
    return this.#rows('gap')
      .map(row => ({ from: row.since, to: row.until ?? row.since }))
      .filter(({ to }) => to > since);
  }

  async reach() {
    if (!this.#latest || !this.#keptSince) return undefined;
    return { from: this.#keptSince, to: this.#latest.judgedAt };
  }

  async reportAt(instant: string, wish: ReportWish = {}) {
    const state = this.#timeline
      .filter(row => wasInForce(row, instant) && isWanted(row, wish))
      .flatMap(row => takeApart({ ...row, until: null }));
    const rows = sheetsFirst(state).map((row): LoadedRow => {
      const said = this.#verdicts.get(row.ref ?? '');
      return {
        ...row,
        outcome: said?.outcome ?? null,
        stale: said?.stale ?? null,
        summary: said?.summary ?? null,
        proof: wish.light ? null : said?.detail,
        content: this.#contents.get(row.ref ?? '') ?? null,
      };
    });
    return reviseReport(undefined, rows, { judgedAt: instant, caveats: [] });
  }

  async factsAt(instant: string): Promise<RecalledFact[]> {
    const kept = new Map<string, RecalledFact>();
    for (const row of this.#verdictRows()) {
      if (row.since > instant || (row.until !== null && row.until <= instant))
        continue;
      const said = this.#verdicts.get(row.ref ?? '');
      for (const fact of said ? readFacts(said.facts) : []) {
        const content = this.#contents.get(fact.digest);
        if (!content) continue;
        const { name } = fact;
        const value = KeptFactSchema.parse(JSON.parse(content));
        const observation = recallFact(fact, value, Date.parse(instant));
        const serviceId = row.subject;
        kept.set(`${serviceId} ${name}`, { serviceId, name, observation });
      }
    }
    return [...kept.values()];
  }

  async verdicts(question: VerdictQuestion) {
    const { serviceId, ruleId, since = '', after, limit } = question;
    const values = new Map(
      [...this.#contents].map(([digest, text]) => [digest, JSON.parse(text)]),
    );
    const inForce = timesOf(
      this.#rows('verdict'),
      this.#rows('sheet').flatMap(listedIn),
    );
    return [...this.#verdicts.values()]
      .filter(
        row =>
          (serviceId ?? row.service_id) === row.service_id &&
          (ruleId ?? row.rule_id) === row.rule_id,
      )
      .map(row => ({ row, times: inForce.get(row.id) ?? [] }))
      .filter(({ times }) =>
        times.some(({ until }) => until === undefined || until > since),
      )
      .map(({ row, times }) => toStoredVerdict(row, values, times))
      .filter(verdict => !after || comparePlaces(after, verdict) < 0)
      .sort(comparePlaces)
      .slice(0, limit);
  }

  async changes(limit: number): Promise<VerdictChange[]> {
    return this.#rows('change')
      .map((row, place) => ({ row, place }))
      .sort((a, b) =>
        a.row.since === b.row.since
          ? a.place - b.place
          : Number(a.row.since < b.row.since) - 0.5,
      )
      .slice(0, limit)
      .map(({ row }) => VerdictChangeSchema.parse(JSON.parse(row.body ?? '')));
  }

  async prune({ before, term }: { before: string; term: LeaseTerm }) {
    this.#prove(term);
    const size = () =>
      this.#timeline.length + this.#verdicts.size + this.#contents.size;
    const old = size();
    this.#timeline = this.#timeline.filter(
      ({ until }) => until === null || until >= before,
    );
    const refs = new Set(this.#timeline.map(({ ref }) => ref));
    const listed = this.#timeline.flatMap(listedIn);
    for (const { ref, until } of cutListed(listed, this.#rows('verdict')))
      if (until === null || until >= before) refs.add(ref);
    for (const [id, { facts }] of this.#verdicts) {
      if (!refs.has(id)) this.#verdicts.delete(id);
      else for (const { digest } of readFacts(facts)) refs.add(digest);
    }
    for (const digest of this.#contents.keys())
      if (!refs.has(digest)) this.#contents.delete(digest);
    if (this.#keptSince && this.#keptSince < before) this.#keptSince = before;
    return old - size();
  }

  doubt() {
    // It holds everything itself.
  }
}
