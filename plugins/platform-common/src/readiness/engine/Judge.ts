/**
 * Judges services again and again, and does no more than what changed asks for.
 *
 * A fact is made again when something that its extractor looked at is another one, and a verdict is reached again when one of the facts that
 * its rule looked at says something else, or when an answer that the rule got from its clock ends. What looked at what is written down
 * while it happens, so that no list of dependencies can be wrong; a property test holds the outcome against judging everything anew.
 *
 * It is pure state: it does no I/O, and takes the time as an argument. A clock that is set back has every verdict that rests on
 * time reached again. A rule or an extractor that throws leaves its verdict unknown with the reason, and is asked again when
 * something that it looked at changes.
 */
import { KubernetesIndex } from '../../kubernetes';
import { ClusterState, Service } from '../../model';
import { Knowledge, Rule, Verdict } from '../../rules';
import { Cells } from './Cells';
import { createIsSame } from './isSame';
import { VerdictRecord } from './record';
import { Effort, KnownFact, Sheet } from './Sheet';
import { World } from './World';

/** What is judged; `ServicesView` of platform-node is one. */
export interface JudgedView {
  services: readonly Service[];
  index: KubernetesIndex;
  clusters: readonly ClusterState[];
}

/** A service with its verdicts; the same object while none of its verdicts, and nothing of itself, is another one. */
export interface JudgedService {
  service: Service;
  /** One for each rule, in the order of the rules. */
  records: readonly VerdictRecord[];
  verdicts: readonly Verdict[];
}

/** What a judgement found. */
export interface JudgedRound {
  /** Every service that is not planned, sorted by id. */
  services: readonly JudgedService[];
  /** All records, service by service. */
  readonly records: readonly VerdictRecord[];
  /** Records that rest on something else than those before: new services, new facts, time that told. */
  changed: readonly VerdictRecord[];
  /** Ids of services that were judged before and are no more. */
  gone: readonly string[];
  /** What it took. */
  effort: Effort;
}

/** Ages are told again when they have moved by this much. */
const AGE_STEP_MS = 5 * 60_000;

/** See above. */
export class Judge {
  readonly #cells = new Cells();
  readonly #rules: readonly Rule[];
  readonly #ageStepMs: number;
  readonly #isSame: (one: KnownFact, other: KnownFact) => boolean;
  readonly #sheets = new Map<string, Sheet>();
  readonly #judged = new Map<string, JudgedService>();
  #world: World | undefined;
  #judgedAt = -Infinity;
  readonly #effort: Effort = { facts: 0, verdicts: 0 };
  #changed: VerdictRecord[] = [];
  #order: readonly string[] | undefined;

  /**
   * @param options.rules - Rules in force, proved; other rules need another judge.
   * @param options.ageStepMs - By how much the age of an unchanged fact has to move until the verdicts that show it are told again; five
   *   minutes unless given.
   */
  constructor(options: { rules: readonly Rule[]; ageStepMs?: number }) {
    const { rules, ageStepMs = AGE_STEP_MS } = options;
    this.#rules = rules;
    this.#ageStepMs = ageStepMs;
    const isSame = createIsSame(ageStepMs);
    this.#isSame = (one, other) => isSame(one.record, other.record);
  }

  /**
   * Judges what is known now.
   *
   * @param knowledge - What is known besides live objects. A part that did not change is to be the very same object.
   * @param now - Milliseconds since the epoch.
   */
  judge(view: JudgedView, knowledge: Knowledge, now: number): JudgedRound {
    Object.assign(this.#effort, { facts: 0, verdicts: 0 });
    this.#changed = [];
    const services = view.services.filter(
      ({ lifecycle }) => lifecycle !== 'planned',
    );
    const gone = this.#turn({ ...view, knowledge, now });
    const wanted = new Set(services.map(({ id }) => id));
    for (const id of [...this.#sheets.keys()])
      if (!wanted.has(id)) gone.push(this.#drop(id));
    for (const service of services) this.#judgeService(service);
    this.#order ??= [...this.#judged.keys()].sort();
    const judged = this.#order.map(id => this.#judged.get(id)!);
    this.#judgedAt = now;
    return {
      services: judged,
      get records() {
        return judged.flatMap(({ records }) => records);
      },
      changed: this.#changed,
      gone,
      effort: { ...this.#effort },
    };
  }

  #turn(view: JudgedView & { knowledge: Knowledge; now: number }): string[] {
    const { services, now } = view;
    const known = { ...view, knowledge: { services, ...view.knowledge } };
    const ids = new Set(services.map(({ id }) => id));
    const gone = [...this.#sheets.keys()]
      .filter(id => !ids.has(id))
      .map(id => this.#drop(id));
    if (!this.#world) {
      this.#world = new World({
        cells: this.#cells,
        view: known,
        ageStepMs: this.#ageStepMs,
      });
      return gone;
    }
    const world = this.#world;
    this.#cells.turn(() => {
      world.turnTo(known);
      if (now < this.#judgedAt) this.#cells.touchTimed();
      this.#cells.touchDue(now);
    });
    return gone;
  }

  #drop(id: string): string {
    this.#sheets.get(id)?.drop();
    this.#sheets.delete(id);
    this.#judged.delete(id);
    this.#order = undefined;
    return id;
  }

  #judgeService(service: Service): JudgedService {
    const { id } = service;
    const sheet = this.#sheets.get(id) ?? this.#open(id);
    const { records } = sheet;
    const last = this.#judged.get(id);
    if (last && last.records === records && last.service === service)
      return last;
    const judged = {
      service,
      records,
      verdicts:
        last?.records === records
          ? last.verdicts
          : records.map(({ verdict }) => verdict),
    };
    this.#judged.set(id, judged);
    return judged;
  }

  #open(id: string): Sheet {
    const world = this.#world!;
    const sheet = new Sheet({
      cells: this.#cells,
      context: world.contextOf(id),
      rules: this.#rules,
      isSame: this.#isSame,
      effort: this.#effort,
      now: () => world.now,
      tell: (record, isNew) => {
        if (isNew) this.#changed.push(record);
      },
    });
    this.#sheets.set(id, sheet);
    this.#order = undefined;
    return sheet;
  }

  /** A fact about a service as it is known now; absent when no rule has looked at it. */
  factOf(serviceId: string, name: string): KnownFact | undefined {
    return this.#sheets.get(serviceId)?.factOf(name);
  }
}
