import {
  buildServices,
  groupServices,
  indexObjects,
  KubernetesIndex,
  Observation,
  ProbeAnswer,
  Profile,
  Service,
  ServiceGroup,
  ServiceMemory,
} from '@254carbon/backstage-plugin-platform-common';
import { InventorySnapshot, PlatformInventory } from '../inventory/types';
import { digest } from './digest';
import { ServicesView } from './types';

/** A judgement that only time could change is taken again for up to this long. */
const KEEP_MS = 10_000;

/** What a judge looks at. */
export interface JudgeOptions {
  inventory: PlatformInventory;
  profiles: readonly Profile[];
  /** Milliseconds since the epoch. */
  now: () => number;
}

function areEqual(one: readonly Service[], other: readonly Service[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      (service, at) =>
        service === other[at] || digest(service) === digest(other[at]),
    )
  );
}

/** Holds what was seen, and judges it on demand. */
export class Judge {
  readonly #options: JudgeOptions;
  readonly #now: () => number;
  readonly #memory = new ServiceMemory(KEEP_MS);
  /** What the services answered, by id. */
  readonly answers = new Map<string, Observation<ProbeAnswer>>();
  #index: KubernetesIndex = indexObjects([]);
  #groups: readonly ServiceGroup[] = [];
  #seen = -1;
  #snapshot: InventorySnapshot;
  #digest = '';
  #view: ServicesView;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#now = options.now;
    this.#snapshot = options.inventory.snapshot();
    this.#view = this.#compose([], 0);
  }

  /** The last judgement. */
  get view(): ServicesView {
    return this.#view;
  }

  /** Whether the inventory has news that were not looked at. */
  get isBehind(): boolean {
    return this.#options.inventory.snapshot().version !== this.#seen;
  }

  /** Groups the objects anew when they changed; gives the groups then. */
  regroup(): readonly ServiceGroup[] | undefined {
    const snapshot = this.#options.inventory.snapshot();
    if (snapshot.version === this.#seen) return undefined;
    this.#seen = snapshot.version;
    this.#snapshot = snapshot;
    this.#index = indexObjects(snapshot.objects);
    this.#groups = groupServices({
      objects: this.#index,
      profiles: this.#options.profiles,
    });
    return this.#groups;
  }

  /**
   * How well the objects that were grouped are known. A newer snapshot may say that everything has been read,
   * of objects that have not been grouped yet; it must not vouch for the older ones.
   */
  #standing(): Pick<InventorySnapshot, 'clusters' | 'caveats'> {
    const newest = this.#options.inventory.snapshot();
    if (newest.version === this.#seen) this.#snapshot = newest;
    return this.#snapshot;
  }

  /** Judges all services; gives whether anything is different from before. */
  judge(): boolean {
    const { clusters, caveats } = this.#standing();
    const services = buildServices({
      objects: this.#index,
      profiles: this.#options.profiles,
      probes: this.answers,
      clusterStates: clusters,
      now: this.#now(),
      memory: this.#memory,
    });
    const seen = [digest(clusters), caveats.join()].join();
    const changed =
      seen !== this.#digest || !areEqual(services, this.#view.services);
    this.#digest = seen;
    this.#view = this.#compose(
      services,
      this.#view.version + (changed ? 1 : 0),
    );
    return changed;
  }

  #compose(services: readonly Service[], version: number): ServicesView {
    const { clusters, caveats } = this.#snapshot;
    return {
      services,
      clusters,
      caveats,
      index: this.#index,
      groups: this.#groups,
      generatedAt: new Date(this.#now()).toISOString(),
      version,
    };
  }
}
