/**
 * One evaluation: take what is known now, judge it, remember it, tell. The judging itself is pure and
 * lives in platform-common; here is only the order of things, and two refusals. A report is not
 * replaced by one that misses services merely because a cluster cannot be read. And only the replica that holds the right to
 * write remembers: another one that is asked judges and answers, and leaves remembering to the one that sees the same world.
 *
 * Time does not run backwards, whatever the machine's clock does: an evaluation happens after the one before it.
 */
import {
  assembleReport,
  Knowledge,
  READINESS_CHANGED_TOPIC,
  ReadinessReport,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import { LeaseLost } from '@254carbon/backstage-plugin-platform-node';
import { Evaluation, EvaluatorOptions, PlatformView } from './EvaluatorOptions';
import { compareChanged } from './judge/compareChanged';
import { compareLevels } from './judge/compareLevels';
import {
  FIRST_LOOK,
  NOT_READY,
  NOT_WHOLE,
  whyNotJudge,
} from './judge/whyNotJudge';
import { within } from './knowledge/within';
import { Judged } from './store/ReadinessStore';

export type { Evaluation, EvaluatorOptions, PlatformView };

/** How often old records are looked for. */
const PRUNE_MS = 3_600_000;
/** How long after the first judgement of a process that is done first. */
const FIRST_PRUNE_MS = 600_000;

/** How long an evaluation waits for what is known besides the view, in milliseconds. */
const PATIENCE_MS = 10_000;

/** A clock that is behind by more than this is told of. */
const CLOCK_MS = 60_000;

/** Judges when told to; one evaluation at a time. */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  #running: Promise<Evaluation> | undefined;
  #next: Promise<Evaluation> | undefined;
  #refusal: string | undefined;
  #knowledge: Knowledge = {};
  /** What was kept last, and in which term: nobody else can have written since. */
  #kept: { fence: number | undefined; report: ReadinessReport } | undefined;
  #prunedAt: number | undefined;
  #behind = false;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  /** Why the newest attempt did not judge, if it did not. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Whether this replica remembers what it judges. */
  get isWriter(): boolean {
    return this.#options.lease.fence !== undefined;
  }

  /** Judges what is known from now on: after the evaluation that runs, together with all who ask meanwhile. */
  async runOnce(): Promise<Evaluation> {
    if (!this.#running) {
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.runOnce();
      });
    return this.#next;
  }

  async #run(): Promise<Evaluation> {
    const { view, lease, isReady, firstLook } = this.#options;
    if (!isReady()) return { state: 'refused', reason: NOT_READY };
    await lease.settled();
    const previous = await this.#readPrevious();
    if (!this.#kept && firstLook?.isWhole() === false)
      return { state: 'refused', reason: previous ? NOT_WHOLE : FIRST_LOOK };
    const known = view();
    this.#refusal = whyNotJudge(known, previous);
    if (this.#refusal) return { state: 'refused', reason: this.#refusal };
    const judged = await this.#judge(known, previous);
    const changes = previous ? compareChanged(previous, judged.report) : [];
    const kept = await this.#keep(judged, changes);
    if (kept) await this.#follow(judged.report, previous, changes);
    return { state: 'judged', report: judged.report, kept };
  }

  async #readPrevious(): Promise<ReadinessReport | undefined> {
    const { store, lease } = this.#options;
    const kept = this.#kept;
    if (kept && kept.fence === lease.fence) return kept.report;
    return store.latest();
  }

  /** After the report before, even when the clock was set back. */
  #instantAfter(previous: ReadinessReport | undefined): number {
    const { now, logger } = this.#options;
    const at = now();
    const last = previous ? Date.parse(previous.judgedAt) : -Infinity;
    const behind = last - at > CLOCK_MS;
    if (behind && !this.#behind)
      logger.warn(
        `The clock is behind the last judgement of ${previous?.judgedAt}; set it right. Until it has caught up, judgements follow one another by a millisecond.`,
      );
    this.#behind = behind;
    return Math.max(at, last + 1);
  }

  /** What is known besides the view. Whoever hangs keeps nobody from being judged: what was known before counts then. */
  async #know(
    known: PlatformView,
  ): Promise<{ knowledge: Knowledge; caveats: string[] }> {
    const { knowledgeOf, patienceMs = PATIENCE_MS } = this.#options;
    try {
      this.#knowledge = await within(patienceMs, knowledgeOf(known));
      return { knowledge: this.#knowledge, caveats: [] };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const caveat = `What is known besides live objects could not be read anew: ${why}; what was known before is judged.`;
      return { knowledge: this.#knowledge, caveats: [caveat] };
    }
  }

  async #judge(
    known: PlatformView,
    previous: ReadinessReport | undefined,
  ): Promise<Judged> {
    const { governanceOf, judge, rules, caps, firstLook } = this.#options;
    const { knowledge, caveats } = await this.#know(known);
    const governance = await governanceOf?.();
    const now = this.#instantAfter(previous);
    const { services } = judge.judge(known, knowledge, now);
    const report = assembleReport({
      services: known.services,
      verdicts: new Map(
        services.map(({ service, verdicts }) => [service.id, verdicts]),
      ),
      rules,
      caps,
      governance,
      now,
      caveats: [...known.caveats, ...caveats, ...(firstLook?.caveats() ?? [])],
    });
    return {
      report,
      records: new Map(
        services.map(({ service, records }) => [service.id, records]),
      ),
      factOf: (id, name) => judge.factOf(id, name)?.observation,
    };
  }

  /** Whether this replica may write, and what it wrote is the newest. */
  async #keep(
    judged: Judged,
    changes: readonly VerdictChange[],
  ): Promise<boolean> {
    const { store, lease, silenceMs } = this.#options;
    this.#kept = undefined;
    if (!this.isWriter) return false;
    try {
      return await lease.during(async term => {
        const kept = await store.save({ judged, changes, term, silenceMs });
        const { fence } = term;
        if (kept) this.#kept = { fence, report: judged.report };
        return kept;
      });
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    }
  }

  async #follow(
    report: ReadinessReport,
    previous: ReadinessReport | undefined,
    changes: readonly VerdictChange[],
  ): Promise<void> {
    if (changes.length > 0 || !previous)
      await this.#tell(report, previous, changes);
    this.#options.onJudged?.(report);
    await this.#prune(Date.parse(report.judgedAt));
  }

  /** What cannot be forgotten now is forgotten later. */
  async #prune(at: number): Promise<void> {
    const { store, lease, retentionMs, logger } = this.#options;
    // Not with the first judgement: a start has enough to do.
    this.#prunedAt ??= at - PRUNE_MS + FIRST_PRUNE_MS;
    if (at - this.#prunedAt < PRUNE_MS) return;
    this.#prunedAt = at;
    const before = new Date(at - retentionMs).toISOString();
    try {
      await lease.during(term => store.prune({ before, term }));
    } catch (error) {
      if (error instanceof LeaseLost) return;
      logger.warn(
        'What is older than the retention could not be forgotten',
        error as Error,
      );
    }
  }

  /** Tells other plugins; that nobody hears is no reason to fail. */
  async #tell(
    report: ReadinessReport,
    previous: ReadinessReport | undefined,
    changes: readonly VerdictChange[],
  ): Promise<void> {
    const { events, logger } = this.#options;
    const { judgedAt, points } = report;
    const levels = previous ? compareLevels(previous, report) : [];
    try {
      await events.publish({
        topic: READINESS_CHANGED_TOPIC,
        eventPayload: { judgedAt, points, changes, levels },
      });
    } catch (error) {
      logger.warn(
        'Readiness changed, and the event about it could not be published',
        error as Error,
      );
    }
  }
}
