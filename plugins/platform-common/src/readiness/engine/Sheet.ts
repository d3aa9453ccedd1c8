/** The facts and verdicts of one service, each made again only when it must. */
import { Observation, Service } from '../../model';
import {
  FactContext,
  FactName,
  digestText,
  extractSafely,
  judgeRule,
  Rule,
} from '../../rules';
import { Cells, Derived } from './Cells';
import { factDigest } from './digest';
import { FactRecord, VerdictRecord } from './record';

/** A fact, with what is kept of it. */
export interface KnownFact {
  observation: Observation<unknown>;
  record: FactRecord;
}

/** What was done, for whoever measures it. */
export interface Effort {
  /** Facts that were made. */
  facts: number;
  /** Verdicts that were reached. */
  verdicts: number;
}

function toKnownFact(
  name: string,
  observation: Observation<unknown>,
): KnownFact {
  const observedAt = observation.ok
    ? observation.observedAt
    : observation.lastGood?.observedAt;
  return {
    observation,
    record: {
      name,
      digest: factDigest(observation),
      ok: observation.ok,
      ...(observedAt === undefined ? {} : { observedAt }),
      source: observation.source,
    },
  };
}

/** Digest of what a verdict rests on: facts by name, and what was asked of the time. */
export function groundsDigest(
  facts: readonly FactRecord[],
  answers: readonly (boolean | number)[],
): string {
  return digestText(
    [...facts.map(({ name, digest }) => `${name} ${digest}`), ...answers].join(
      '\n',
    ),
  );
}

/** See above. */
export class Sheet {
  readonly #cells: Cells;
  readonly #context: FactContext;
  readonly #isSame: (one: KnownFact, other: KnownFact) => boolean;
  readonly #effort: Effort;
  readonly #now: () => number;
  readonly #facts = new Map<string, Derived<KnownFact>>();
  readonly #verdicts: Derived<VerdictRecord>[];
  readonly #tell: (record: VerdictRecord, isNew: boolean) => void;
  #records: readonly VerdictRecord[] | undefined;

  /**
   * @param options.isSame - Whether two facts say the same, so that verdicts stand.
   * @param options.tell - Is told of every record that takes the place of another; `isNew` when it rests on something else.
   */
  constructor(options: {
    cells: Cells;
    context: FactContext;
    rules: readonly Rule[];
    isSame: (one: KnownFact, other: KnownFact) => boolean;
    effort: Effort;
    now: () => number;
    tell: (record: VerdictRecord, isNew: boolean) => void;
  }) {
    this.#cells = options.cells;
    this.#context = options.context;
    this.#isSame = options.isSame;
    this.#effort = options.effort;
    this.#now = options.now;
    this.#tell = options.tell;
    this.#verdicts = options.rules.map(rule => this.#createVerdict(rule));
  }

  /** The service, as facts see it. */
  get service(): Service {
    return this.#context.service;
  }

  /** A fact as it is now; absent when no rule has looked at it. */
  factOf(name: string): KnownFact | undefined {
    const outcome = this.#facts.get(name)?.outcome;
    return outcome && 'value' in outcome ? outcome.value : undefined;
  }

  /** One record for each rule, in the order of the rules; the same array while no record is another one. */
  get records(): readonly VerdictRecord[] {
    this.#records ??= this.#verdicts.map(one => this.#cells.read(one));
    return this.#records;
  }

  /** Nobody will ask for it again. */
  drop(): void {
    for (const verdict of this.#verdicts) this.#cells.drop(verdict);
  }

  #createVerdict(rule: Rule): Derived<VerdictRecord> {
    let last: VerdictRecord | undefined;
    return new Derived<VerdictRecord>({
      isRoot: true,
      make: () => {
        const record = this.#judge(rule);
        const isNew = record.factsDigest !== last?.factsDigest;
        last = record;
        this.#records = undefined;
        this.#tell(record, isNew);
        return record;
      },
    });
  }

  #judge(rule: Rule): VerdictRecord {
    this.#effort.verdicts += 1;
    const looked = new Map<FactName, FactRecord>();
    const { verdict, notes } = judgeRule({
      rule,
      context: this.#context,
      now: this.#now(),
      facts: {
        get: name => {
          const { observation, record } = this.#read(name);
          looked.set(name, record);
          return observation;
        },
      },
    });
    const { answers, dueAt } = notes;
    if (answers.length > 0) this.#cells.setDue(dueAt);
    const facts = rule.facts.flatMap(name => looked.get(name) ?? []);
    return {
      serviceId: this.service.id,
      ruleId: rule.id,
      ruleVersion: rule.version,
      factsDigest: groundsDigest(facts, answers),
      verdict,
      facts,
    };
  }

  #read(name: FactName): KnownFact {
    let fact = this.#facts.get(name);
    if (!fact) {
      fact = this.#createFact(name);
      this.#facts.set(name, fact);
    }
    return this.#cells.read(fact);
  }

  #createFact(name: FactName): Derived<KnownFact> {
    return new Derived<KnownFact>({
      make: () => {
        this.#effort.facts += 1;
        return toKnownFact(name, extractSafely(this.#context, name));
      },
      isSame: this.#isSame,
      forget: () => this.#facts.delete(name),
    });
  }
}
