/**
 * The entities of the services with what stands beside each: what people declare, and that it cannot be read. See
 * `markStanding` for why that costs one write when it begins and one when it ends.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ClusterState } from '@254carbon/backstage-plugin-platform-common';
import {
  declareOver,
  PlatformDeclarations,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { EntityBuilder } from '../build/EntityBuilder';
import { StaleWatch } from '../build/findStale';
import { markStanding, markUnseen } from '../build/markStanding';
import { Fate, MissingEntity } from './EntitySync';
import { clusterOf } from './judgeMissing';

/** How long something must be unreadable before its entity says so, unless configuration says otherwise. */
const STALE_AFTER_MS = 60_000;

/** A process in which nobody declares anything. */
const UNDECLARED: Pick<PlatformDeclarations, 'current'> = {
  current: () => ({ declarations: [], isKnown: true }),
};

/** Clusters of which something cannot be read, by name. */
function findTroubled(
  clusters: readonly ClusterState[],
): ReadonlyMap<string, ClusterState> {
  return new Map(
    clusters
      .filter(
        ({ phase, kinds }) =>
          phase === 'failing' || kinds.some(({ ok }) => !ok),
      )
      .map(state => [state.name, state]),
  );
}

/** Makes entities with their marks. */
export class StandingMarks {
  readonly #declarations: Pick<PlatformDeclarations, 'current'>;
  readonly #watch: StaleWatch;
  readonly #builder = new EntityBuilder();
  readonly #lay: (view: ServicesView) => ServicesView;
  #now = 0;

  constructor(options: {
    declarations?: Pick<PlatformDeclarations, 'current'>;
    staleAfterMs?: number;
  }) {
    const { declarations = UNDECLARED, staleAfterMs = STALE_AFTER_MS } =
      options;
    this.#declarations = declarations;
    this.#watch = new StaleWatch(staleAfterMs);
    this.#lay = declareOver({ declarations, now: () => this.#now });
  }

  /** The entities of all services of a view, in its order. */
  build(
    view: ServicesView,
    options: {
      /** What the catalog holds. */
      held: (ref: string) => Entity | undefined;
      /** Milliseconds since the epoch. */
      now: number;
    },
  ): Entity[] {
    const { held, now } = options;
    this.#now = now;
    const { isKnown } = this.#declarations.current();
    const { services } = this.#lay(view);
    const troubled = findTroubled(view.clusters);
    const groups = new Map(
      troubled.size > 0 ? view.groups.map(group => [group.id, group]) : [],
    );
    if (troubled.size === 0) this.#watch.clear();
    return this.#builder.build(view).map((entity, at) => {
      const service = services[at];
      const { id, expectedDown, maintenance } = service;
      const cluster = troubled.get(service.cluster);
      // The usual case, thousands of times for every change.
      const isPlain = troubled.size === 0 && isKnown;
      if (isPlain && !expectedDown && !maintenance) return entity;
      const stale = this.#watch.look({
        id,
        group: groups.get(id),
        cluster,
        now,
      });
      const isStale = this.#watch.isStale(id);
      return markStanding(entity, service, {
        held:
          isStale || !isKnown ? held(stringifyEntityRef(entity)) : undefined,
        stale,
        isStale,
        isKnown,
        now,
      });
    });
  }

  /** When the next mark begins or ends by itself, milliseconds since the epoch; `undefined` when none will. */
  nextAt(now: number): number | undefined {
    const { declarations } = this.#declarations.current();
    const turns = declarations
      .flatMap(({ from, declaredAt, until }) => [from ?? declaredAt, until])
      .map(Date.parse)
      .filter(at => at > now);
    const next = Math.min(...turns, this.#watch.nextAt(now) ?? Infinity);
    return Number.isFinite(next) ? next : undefined;
  }

  /** What is kept although it is not in sight says so, when that is because its cluster cannot be read. */
  markKept(
    fateOf: (ref: string) => Fate,
    options: {
      missing: ReadonlyMap<string, MissingEntity>;
      clusters: readonly ClusterState[];
      /** Milliseconds since the epoch. */
      now: number;
    },
  ): (ref: string) => Fate {
    const { missing, clusters, now } = options;
    const troubled = findTroubled(clusters);
    return ref => {
      const fate = fateOf(ref);
      const entity = missing.get(ref)?.entity;
      if (fate !== 'keep' || !entity) return fate;
      const stale = this.#watch.look({
        id: ref,
        group: undefined,
        cluster: troubled.get(clusterOf(entity)),
        now,
      });
      const marked = markUnseen(entity, stale);
      return marked === entity ? 'keep' : marked;
    };
  }
}
