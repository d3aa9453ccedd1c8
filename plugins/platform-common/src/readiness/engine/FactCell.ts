import { failed, Observation } from '../../model';
import { extractSafely, FactContext, FactName } from '../../rules';
import { Derived } from './Cell';
import { factDigest } from './digest';
import { FactRecord } from './record';

/** A fact, with what is kept of it. */
export interface KnownFact {
  observation: Observation<unknown>;
  record: FactRecord;
  /** What a verdict rests on that looked at this fact alone, as most do; made once. */
  alone?: { facts: FactRecord[]; digest: string };
}

function recordOf(
  name: FactName,
  observation: Observation<unknown>,
): FactRecord {
  const { ok, source } = observation;
  const digest = factDigest(observation);
  const at = ok ? observation.observedAt : observation.lastGood?.observedAt;
  return at === undefined
    ? { name, digest, ok, source }
    : { name, digest, ok, observedAt: at, source };
}

/** What all facts of a judge share. */
export interface FactMaking {
  /** Counts the facts that are made. */
  effort: { facts: number };
  /** Whether two facts say the same, so that verdicts stand. */
  isSame(one: KnownFact, other: KnownFact): boolean;
}

/** A fact about a service, made again only when something that its extractor looked at is another one. */
export class FactCell extends Derived<KnownFact> {
  readonly #name: FactName;
  readonly #context: FactContext;
  readonly #making: FactMaking;

  constructor(name: FactName, context: FactContext, making: FactMaking) {
    super();
    this.#name = name;
    this.#context = context;
    this.#making = making;
  }

  override make(): KnownFact {
    this.#making.effort.facts += 1;
    const observation = extractSafely(this.#context, this.#name);
    try {
      return { observation, record: recordOf(this.#name, observation) };
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      const broken = failed<unknown>({
        reason: `The fact ${this.#name} cannot be written down: ${what}.`,
        now: this.#context.now,
        source: observation.source,
      });
      return { observation: broken, record: recordOf(this.#name, broken) };
    }
  }

  override isSame(before: KnownFact, after: KnownFact): boolean {
    return this.#making.isSame(before, after);
  }
}
