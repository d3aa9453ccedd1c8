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
import { KnownFact } from './FactCell';
import { Effort, Sheet, SheetMaking } from './Sheet';
import { World, WorldView } from './World';

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

/** Services that are other objects than before; absent when any came, went, moved, or is planned now or no more. */
function listOthers(
  before: readonly Service[],
  after: readonly Service[],
): Service[] | undefined {
  if (before.length !== after.length) return undefined;
  const others: Service[] = [];
  for (let at = 0; at < after.length; at += 1) {
    const [one, other] = [before[at], after[at]];
    if (one === other) continue;
    if (one.id !== other.id || one.lifecycle !== other.lifecycle)
      return undefined;
    others.push(other);
  }
  return others;
}

/** Ages are told again when they have moved by this much. */
const AGE_STEP_MS = 5 * 60_000;

/** See above. */
export class Judge {
  readonly #cells = new Cells();
  readonly #making: SheetMaking;
  readonly #ageStepMs: number;
  readonly #sheets = new Map<string, Sheet>();
  readonly #judged = new Map<string, JudgedService>();
  /** Ids of the services that are judged, sorted; absent when services came or went. */
  #order: readonly string[] | undefined;
  /** Where each stands among them. */
  readonly #places = new Map<string, number>();
  #world: World | undefined;
  #judgedAt = -Infinity;
  readonly #effort: Effort = { facts: 0, verdicts: 0 };
  #changed: VerdictRecord[] = [];
  /** Ids of services whose sheets were made again. */
  readonly #made = new Set<string>();
  /** The last round; absent when there was none, or it broke off. */
  #last:
    | { listed: readonly Service[]; judged: readonly JudgedService[] }
    | undefined;

  /**
   * @param options.rules - Rules in force, proved; other rules need another judge.
   * @param options.ageStepMs - By how much the age of an unchanged fact has to move until the verdicts that show it are told again; five
   *   minutes unless given.
   */
  constructor(options: { rules: readonly Rule[]; ageStepMs?: number }) {
    const { rules, ageStepMs = AGE_STEP_MS } = options;
    const isSame = createIsSame(ageStepMs);
    this.#ageStepMs = ageStepMs;
    this.#making = {
      cells: this.#cells,
      rules,
      effort: this.#effort,
      isSame: (one, other) => isSame(one.record, other.record),
      now: () => this.#world?.now ?? 0,
      tellMade: id => this.#made.add(id),
      tell: record => this.#changed.push(record),
    };
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
    this.#made.clear();
    const last = this.#last;
    this.#last = undefined;
    const others = last && listOthers(last.listed, view.services);
    const seen = { ...view, knowledge, now };
    const { judged, gone } =
      last && others
        ? { judged: this.#judgeSome(seen, last.judged, others), gone: [] }
        : this.#judgeAll(seen);
    this.#last = { listed: view.services, judged };
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

  #judgeAll(view: WorldView): {
    judged: readonly JudgedService[];
    gone: readonly string[];
  } {
    const services = view.services.filter(
      ({ lifecycle }) => lifecycle !== 'planned',
    );
    const gone = this.#dropAllBut(new Set(services.map(({ id }) => id)));
    this.#turn(view);
    for (const service of services) this.#judgeService(service);
    this.#order ??= [...this.#judged.keys()].sort();
    const judged = this.#order.map(id => this.#judged.get(id)!);
    this.#places.clear();
    judged.forEach(({ service }, at) => this.#places.set(service.id, at));
    return { judged, gone };
  }

  /** The same services as before, of which some are other ones: only what became another one is looked at. */
  #judgeSome(
    view: WorldView,
    before: readonly JudgedService[],
    others: readonly Service[],
  ): readonly JudgedService[] {
    this.#turn(view);
    const judged = [...before];
    const look = (service: Service) => {
      this.#judgeService(service);
      judged[this.#places.get(service.id)!] = this.#judged.get(service.id)!;
    };
    for (const service of others)
      if (service.lifecycle !== 'planned') look(service);
    for (const id of this.#made) look(this.#judged.get(id)!.service);
    return judged;
  }

  #dropAllBut(ids: ReadonlySet<string>): string[] {
    const gone = [...this.#sheets.keys()].filter(id => !ids.has(id));
    for (const id of gone) {
      this.#cells.drop(this.#sheets.get(id)!);
      this.#sheets.delete(id);
      this.#judged.delete(id);
      this.#order = undefined;
    }
    return gone;
  }

  #turn(view: WorldView): void {
    if (!this.#world) {
      const [cells, ageStepMs] = [this.#cells, this.#ageStepMs];
      this.#world = new World({ cells, view, ageStepMs });
      return;
    }
    const world = this.#world;
    this.#cells.turn(() => {
      world.turnTo(view);
      if (view.now < this.#judgedAt) this.#cells.touchTimed();
      this.#cells.touchDue(view.now);
    });
  }

  #judgeService(service: Service): void {
    const { id } = service;
    const records = this.#cells.read(this.#sheetOf(id));
    const last = this.#judged.get(id);
    if (last?.records === records && last.service === service) return;
    const verdicts =
      last?.records === records
        ? last.verdicts
        : records.map(({ verdict }) => verdict);
    this.#judged.set(id, { service, records, verdicts });
  }

  #sheetOf(id: string): Sheet {
    const known = this.#sheets.get(id);
    if (known) return known;
    const sheet = new Sheet(this.#world!.contextOf(id), this.#making);
    this.#sheets.set(id, sheet);
    this.#order = undefined;
    return sheet;
  }

  /** A fact about a service as it is known now; absent when no rule has looked at it. */
  factOf(serviceId: string, name: string): KnownFact | undefined {
    return this.#sheets.get(serviceId)?.factOf(name);
  }
}
