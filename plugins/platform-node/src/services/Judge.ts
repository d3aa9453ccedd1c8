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
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformInventory } from '../inventory/types';
import { digest } from './digest';
import { ServicesView } from './types';

/** What a judge looks at. */
export interface JudgeOptions {
  inventory: PlatformInventory;
  profiles: readonly Profile[];
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Holds what was seen, and judges it on demand. */
export class Judge {
  readonly #options: JudgeOptions;
  readonly #now: () => number;
  /** What the services answered, by id. */
  readonly answers = new Map<string, Observation<ProbeAnswer>>();
  #index: KubernetesIndex = indexObjects([]);
  #groups: readonly ServiceGroup[] = [];
  #seen = -1;
  #digest = '';
  #view: ServicesView;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#now = options.now;
    this.#view = this.#compose([], 0);
  }

  /** The last judgement. */
  get view(): ServicesView {
    return this.#view;
  }

  /** Groups the objects anew when they changed; gives the groups then. */
  regroup(): readonly ServiceGroup[] | undefined {
    const { objects, version } = this.#options.inventory.snapshot();
    if (version === this.#seen) return undefined;
    this.#seen = version;
    this.#index = indexObjects(objects);
    this.#groups = groupServices({
      objects: this.#index,
      profiles: this.#options.profiles,
    });
    return this.#groups;
  }

  /** Judges all services; gives whether anything is different from before. */
  judge(): boolean {
    const { clusters, caveats } = this.#options.inventory.snapshot();
    const services = buildServices({
      objects: this.#index,
      profiles: this.#options.profiles,
      probes: this.answers,
      clusterStates: clusters,
      now: this.#now(),
    });
    const seen = [digest(services), digest(clusters), caveats.join()].join();
    const changed = seen !== this.#digest;
    this.#digest = seen;
    this.#view = this.#compose(
      services,
      this.#view.version + (changed ? 1 : 0),
    );
    return changed;
  }

  #compose(services: readonly Service[], version: number): ServicesView {
    const { clusters, caveats } = this.#options.inventory.snapshot();
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
