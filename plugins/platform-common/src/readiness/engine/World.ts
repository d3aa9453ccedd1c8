/**
 * All that is known, as facts see it while it changes: objects, services, clusters and the parts of `Knowledge`, each noting who looked at it.
 */
import { KubernetesIndex } from '../../kubernetes';
import {
  ClusterState,
  ClusterStateSchema,
  Service,
  ServiceSchema,
} from '../../model';
import { FactContext, KEEPS, Keeper, Knowledge } from '../../rules';
import { Source } from './Cell';
import { Cells } from './Cells';
import { createIsSame } from './isSame';
import { Keeping, KeptThings } from './Keeping';
import { addAskedFields } from './sharedGetters';
import { Sources } from './Sources';
import { TracedIndex } from './TracedIndex';
import { TracedRecord } from './TracedRecord';

/** What is known at an instant. */
export interface WorldView {
  services: readonly Service[];
  index: KubernetesIndex;
  clusters: readonly ClusterState[];
  knowledge: Knowledge;
  /** Milliseconds since the epoch. */
  now: number;
}

const PARTS = [
  'declared',
  'comparison',
  'telemetry',
  'runbooks',
  'pipelines',
  'volumeUsage',
  'externalAnswers',
  'lakeTables',
] as const satisfies readonly (keyof Knowledge)[];

/** What facts read of a context through the world. */
const ASKED = ['cluster', 'now', 'services', ...PARTS] as const;

const SERVICE_FIELDS = Object.keys(ServiceSchema.shape) as (keyof Service)[];
const CLUSTER_FIELDS = Object.keys(
  ClusterStateSchema.shape,
) as (keyof ClusterState)[];

/** Parts that are looked through to tell whether they are the same; others are told by identity. */
const SMALL: ReadonlySet<keyof Knowledge> = new Set([
  'comparison',
  'runbooks',
  'pipelines',
  'volumeUsage',
  'externalAnswers',
  'lakeTables',
]);

/** See above. */
export class World {
  readonly #sources: Sources;
  readonly #keeping: Keeping;
  readonly #isSame: (one: unknown, other: unknown) => boolean;
  readonly #ageStepMs: number;
  readonly #index: TracedIndex;
  readonly #cells: Cells;
  readonly #services = new Map<string, TracedRecord<Service>>();
  readonly #clusters = new Map<string, TracedRecord<ClusterState>>();
  readonly #presence = new Map<string, Source>();
  #list: readonly Service[] = [];
  #view: WorldView;
  /** When facts that are dated by the time they were made were last made anew. */
  #datedAt: number;

  /**
   * @param options.ageStepMs - By how much an age has to change until it is told again.
   */
  constructor(options: { cells: Cells; view: WorldView; ageStepMs: number }) {
    const { cells, view, ageStepMs } = options;
    this.#cells = cells;
    this.#ageStepMs = ageStepMs;
    this.#isSame = createIsSame(ageStepMs);
    this.#sources = new Sources(cells);
    this.#keeping = new Keeping(cells, this.#isSame);
    this.#index = new TracedIndex(cells, this.#keeping, view.index);
    this.#view = { ...view, services: [], clusters: [] };
    this.#datedAt = view.now;
    this.turnTo(view);
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#view.now;
  }

  /** It is like this now. Only inside a turn of the cells. */
  turnTo(view: WorldView): void {
    const before = this.#view;
    this.#view = view;
    this.#index.turnTo(view.index);
    if (!this.#turnKnown(before.services)) this.#turnServices();
    this.#turnClusters();
    this.#turnKnowledge(before.knowledge);
    if (Math.abs(view.now - this.#datedAt) >= this.#ageStepMs) {
      this.#datedAt = view.now;
      this.#sources.touch('now');
    }
  }

  #turnKnowledge(before: Knowledge): void {
    const knowledge = { ...this.#view.knowledge };
    for (const part of PARTS) {
      if (before[part] === knowledge[part]) continue;
      // Some are made anew all the time (a comparison, with every change of an object), and mostly say what they said before.
      if (SMALL.has(part) && this.#isSame(before[part], knowledge[part]))
        Object.assign(knowledge, { [part]: before[part] });
      else this.#sources.touch(part);
    }
    this.#view = { ...this.#view, knowledge };
  }

  /** Services that are the same ones in the same order, which they mostly are; false when any came, went or moved. */
  #turnKnown(before: readonly Service[]): boolean {
    const { services } = this.#view;
    if (before.length !== services.length) return false;
    for (let at = 0; at < services.length; at += 1)
      if (before[at] !== services[at] && before[at].id !== services[at].id)
        return false;
    for (let at = 0; at < services.length; at += 1) {
      const service = services[at];
      if (before[at] !== service)
        this.#services.get(service.id)?.turnTo(service, this.#isSame);
    }
    return true;
  }

  #turnServices(): void {
    const { services } = this.#view;
    const ids = new Set<string>();
    for (const service of services) {
      ids.add(service.id);
      const traced = this.#services.get(service.id);
      if (traced) traced.turnTo(service, this.#isSame);
      else this.#services.set(service.id, this.#trace(service, SERVICE_FIELDS));
    }
    for (const id of this.#services.keys())
      if (!ids.has(id)) this.#services.delete(id);
    const isSameList =
      this.#list.length === services.length &&
      services.every(
        ({ id }, at) => this.#services.get(id)?.seen === this.#list[at],
      );
    if (isSameList) return;
    this.#list = this.#keepList(services);
    this.#sources.touch('services');
  }

  #keepList(services: readonly Service[]): readonly Service[] {
    const list = services.map(({ id }) => this.#services.get(id)!.seen);
    const kept: KeptThings = new Map();
    const keeper: Keeper = {
      [KEEPS]: (key, build) => this.#keeping.keep(kept, key, build),
    };
    return Object.assign(list, keeper);
  }

  #trace<R extends object>(
    record: R,
    fields: readonly (keyof R)[],
  ): TracedRecord<R> {
    const [cells, keeping] = [this.#cells, this.#keeping];
    return new TracedRecord({ record, fields, cells, keeping });
  }

  #turnClusters(): void {
    const { clusters } = this.#view;
    const names = new Set(clusters.map(({ name }) => name));
    for (const state of clusters) {
      const traced = this.#clusters.get(state.name);
      if (traced) traced.turnTo(state, Object.is);
      else {
        this.#clusters.set(state.name, this.#trace(state, CLUSTER_FIELDS));
        this.#cells.touch(this.#presenceOf(state.name));
      }
    }
    for (const name of this.#clusters.keys()) {
      if (names.has(name)) continue;
      this.#clusters.delete(name);
      this.#cells.touch(this.#presenceOf(name));
    }
  }

  /** The service of this id, as facts see it. */
  serviceOf(id: string): Service {
    return this.#services.get(id)!.seen;
  }

  /** What facts about a service are made from. */
  contextOf(id: string): FactContext {
    const traced = this.#services.get(id)!;
    const kept: KeptThings = new Map();
    const context: FactContext & Keeper = {
      service: traced.seen,
      index: this.#index,
      cluster: undefined,
      now: 0,
      [KEEPS]: (key, build) => this.#keeping.keep(kept, key, build),
    };
    addAskedFields(context, ASKED, name => {
      if (name === 'cluster') return this.#clusterOf(traced.seen.cluster);
      if (name === 'now') return this.#read('now', this.#view.now);
      if (name === 'services') return this.#read('services', this.#list);
      return this.#read(name, this.#view.knowledge[name]);
    });
    return context;
  }

  #clusterOf(name: string): ClusterState | undefined {
    this.#cells.note(this.#presenceOf(name));
    return this.#clusters.get(name)?.seen;
  }

  /** Whether there is a cluster of this name; everybody asks it. */
  #presenceOf(name: string): Source {
    const source = this.#presence.get(name) ?? new Source();
    this.#presence.set(name, source);
    return source;
  }

  #read<T>(name: string, value: T): T {
    this.#sources.note(name);
    return value;
  }
}
