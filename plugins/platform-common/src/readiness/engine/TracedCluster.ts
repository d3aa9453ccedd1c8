import { ClusterState, ClusterStateSchema } from '../../model';
import { KEEPS, Keeper } from '../../rules';
import { Keeping } from './Keeping';
import { Sources } from './Sources';

const FIELDS = Object.keys(ClusterStateSchema.shape) as (keyof ClusterState)[];

/** The state of a cluster's reader, the same one although it changes; see `TracedService`. */
export class TracedCluster {
  readonly seen: ClusterState;
  #state: ClusterState;
  readonly #sources: Sources;

  constructor(state: ClusterState, sources: Sources, keeping: Keeping) {
    this.#state = state;
    this.#sources = sources;
    const seen = {} as ClusterState & Keeper;
    for (const field of FIELDS)
      Object.defineProperty(seen, field, {
        enumerable: true,
        get: () => this.#read(field),
      });
    Object.defineProperty(seen, KEEPS, {
      value: <T>(key: string, build: () => T) => keeping.keep(seen, key, build),
    });
    this.seen = seen;
  }

  #read<F extends keyof ClusterState>(field: F): ClusterState[F] {
    this.#sources.note(`cluster ${this.#state.name} ${field}`);
    return this.#state[field];
  }

  /** It is this one now. Only inside a turn of the cells. */
  turnTo(state: ClusterState): void {
    const before = this.#state;
    this.#state = state;
    for (const field of FIELDS)
      if (before[field] !== state[field])
        this.#sources.touch(`cluster ${state.name} ${field}`);
  }
}
