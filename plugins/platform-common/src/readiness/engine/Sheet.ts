/**
 * The facts and verdicts of one service. A verdict is reached again when a fact that its rule looked at says something else, when an answer of
 * the clock that it rests on ends, and when the service itself is another one to rules (its type, its system); a failure, also when manifests
 * changed, for it tells where its objects are declared.
 */
import { digestText } from '../../model';
import { FactContext, FactName, judgeRule, Knowledge, Rule } from '../../rules';
import { Derived } from './Cell';
import { Cells } from './Cells';
import { FactCell, FactMaking, KnownFact } from './FactCell';
import { FactRecord, VerdictRecord } from './record';

/** What was done, for whoever measures it. */
export interface Effort {
  /** Facts that were made. */
  facts: number;
  /** Verdicts that were reached. */
  verdicts: number;
}

/** What all sheets of a judge share. */
export interface SheetMaking extends FactMaking {
  cells: Cells;
  rules: readonly Rule[];
  effort: Effort;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Is told of the id of a service whose sheet is made again. */
  tellMade(serviceId: string): void;
  /** Is told of a record that rests on something else than the one before it. */
  tell(record: VerdictRecord): void;
}

/** Digest of what a verdict rests on: facts by name, and what was asked of the time. */
export function groundsDigest(
  facts: readonly FactRecord[],
  answers: readonly (boolean | number)[],
): string {
  let text = '';
  for (const { name, digest } of facts) text += `${name} ${digest}\n`;
  return digestText(text + answers.join());
}

/** What a verdict rests on, by its facts and by what was asked of the time. */
function groundsOf(
  facts: readonly KnownFact[],
  answers: readonly (boolean | number)[],
): { facts: FactRecord[]; digest: string } {
  const [first, second] = facts;
  if (first && !second && answers.length === 0) {
    first.alone ??= {
      facts: [first.record],
      digest: groundsDigest([first.record], []),
    };
    return first.alone;
  }
  const records = facts.map(({ record }) => record);
  return { facts: records, digest: groundsDigest(records, answers) };
}

/** A verdict, and what has to be the same for it to stand. */
interface Standing {
  record: VerdictRecord;
  facts: readonly KnownFact[];
  /** The first instant at which the clock answers otherwise. */
  dueAt: number | undefined;
  /** When it was reached, if it asked for the time. */
  judgedAt: number | undefined;
}

/** What of a service rules may look at besides its facts. */
function subjectOf({ service }: FactContext): string {
  const { id, kind, type, system, lifecycle, profileId } = service;
  return [id, kind, type, system, lifecycle, profileId].join();
}

/** See above. */
export class Sheet extends Derived<readonly VerdictRecord[]> {
  readonly #context: FactContext;
  readonly #making: SheetMaking;
  readonly #facts = new Map<FactName, FactCell>();
  #standing: readonly Standing[] = [];
  #subject = '';
  #declared: Knowledge['declared'];

  constructor(context: FactContext, making: SheetMaking) {
    super();
    this.#context = context;
    this.#making = making;
  }

  override get isRoot(): boolean {
    return true;
  }

  /** A fact as it is now; absent when no rule has looked at it. */
  factOf(name: string): KnownFact | undefined {
    return this.#facts.get(name as FactName)?.value;
  }

  /** One record for each rule, in the order of the rules; the same array while no record is another one. */
  override make(): readonly VerdictRecord[] {
    const { rules, cells, tellMade } = this.#making;
    tellMade(this.#context.service.id);
    const subject = subjectOf(this.#context);
    const isOther = subject !== this.#subject;
    this.#subject = subject;
    const { declared } = this.#context;
    const isMoved = declared !== this.#declared;
    this.#declared = declared;
    for (const fact of this.#facts.values()) cells.read(fact);
    const before = this.#standing;
    let isSame = before.length === rules.length;
    const standing = rules.map((rule, at) => {
      const last = before[at];
      if (last && !isOther && this.#stands(last, isMoved)) return last;
      isSame = false;
      return this.#judge(rule, last);
    });
    this.#noteDue(standing);
    if (isSame && this.value) return this.value;
    this.#standing = standing;
    return standing.map(({ record }) => record);
  }

  #stands(
    { record, facts, dueAt, judgedAt }: Standing,
    isMoved: boolean,
  ): boolean {
    if (isMoved && record.verdict.outcome === 'fail') return false;
    const now = this.#making.now();
    if (judgedAt !== undefined && now < judgedAt) return false;
    if (dueAt !== undefined && dueAt <= now) return false;
    return record.facts.every(
      ({ name }, at) => this.#facts.get(name as FactName)?.value === facts[at],
    );
  }

  #judge(rule: Rule, last: Standing | undefined): Standing {
    const { effort, now, tell } = this.#making;
    effort.verdicts += 1;
    const facts: KnownFact[] = [];
    const { verdict, notes } = judgeRule({
      rule,
      context: this.#context,
      now: now(),
      facts: {
        get: name => {
          const fact = this.#read(name);
          if (!facts.includes(fact)) facts.push(fact);
          return fact.observation;
        },
      },
    });
    const { answers, dueAt } = notes;
    const grounds = groundsOf(facts, answers);
    const record: VerdictRecord = {
      serviceId: this.#context.service.id,
      ruleId: rule.id,
      ruleVersion: rule.version,
      factsDigest: grounds.digest,
      verdict,
      facts: grounds.facts,
    };
    if (record.factsDigest !== last?.record.factsDigest) tell(record);
    const judgedAt = answers.length > 0 ? now() : undefined;
    return { record, facts, dueAt, judgedAt };
  }

  #noteDue(standing: readonly Standing[]): void {
    let dueAt: number | undefined;
    let isTimed = false;
    for (const one of standing) {
      isTimed ||= one.judgedAt !== undefined;
      if (
        one.dueAt !== undefined &&
        !(dueAt !== undefined && dueAt <= one.dueAt)
      )
        dueAt = one.dueAt;
    }
    if (isTimed) this.#making.cells.setDue(this, dueAt);
  }

  #read(name: FactName): KnownFact {
    let fact = this.#facts.get(name);
    if (!fact) {
      fact = new FactCell(name, this.#context, this.#making);
      this.#facts.set(name, fact);
    }
    return this.#making.cells.read(fact);
  }
}
