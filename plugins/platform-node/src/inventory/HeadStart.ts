/**
 * Lists that are asked for before discovery has said what a cluster serves. Discovery takes several answers, one after the other;
 * whoever lets every list wait for them lets the API server idle, and a start takes that much longer. Nothing is known by these
 * lists alone: one counts when discovery names its kind, and is thrown away when it does not, when it fails, and when
 * discovery fails.
 */
import { ClusterConnection } from '../door/types';
import { wantedKey } from '../kubernetes';
import { EVERYWHERE } from '../kubernetes/everywhere';
import { KindList, listKind } from '../kubernetes/listKind';
import { ServedKind } from '../kubernetes/types';
import { WANTED_KINDS, WantedKind } from '../kubernetes/wantedKinds';
import { Clock } from './clock';
import { TakeTurn } from './createTurns';

/** A list, and when it was whole; milliseconds since the epoch. */
export interface EarlyList extends KindList {
  at: number;
}

interface Asked {
  kind: ServedKind;
  list: Promise<EarlyList>;
  stop: AbortController;
}

/** What a head start needs. */
export interface HeadStartOptions {
  connection: ClusterConnection;
  clock: Clock;
  signal: AbortSignal;
  takeTurn: TakeTurn;
  /** What is read at all; what the portal knows by itself unless given. */
  wanted?: readonly WantedKind[];
}

/** See above. Asks from the moment it is made. */
export class HeadStart {
  readonly #options: HeadStartOptions;
  readonly #asked: Map<string, Asked>;

  constructor(options: HeadStartOptions) {
    this.#options = options;
    const wanted = new Set((options.wanted ?? WANTED_KINDS).map(wantedKey));
    this.#asked = new Map(
      EVERYWHERE.filter(kind => wanted.has(wantedKey(kind))).map(kind => [
        wantedKey(kind),
        this.#ask(kind),
      ]),
    );
  }

  #ask(kind: ServedKind): Asked {
    const { connection, clock, takeTurn } = this.#options;
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, stop.signal]);
    const list = takeTurn(async () => {
      signal.throwIfAborted();
      const listed = await listKind({ connection, kind, signal, clock });
      return { ...listed, at: clock.now() };
    });
    // Whoever takes it hears of its failure; that of a list which nobody takes says nothing.
    list.catch(() => undefined);
    return { kind, list, stop };
  }

  /** The list of a kind that is served, when it was asked for; to be had once. It fails as `listKind` does. */
  take(served: ServedKind): Promise<EarlyList> | undefined {
    const key = wantedKey(served);
    const asked = this.#asked.get(key);
    const isSame =
      asked?.kind.apiVersion === served.apiVersion &&
      asked.kind.kind === served.kind;
    if (!isSame) return undefined;
    this.#asked.delete(key);
    return asked.list;
  }

  /** Calls off what nobody has taken. */
  end(): void {
    for (const { stop } of this.#asked.values()) stop.abort();
    this.#asked.clear();
  }
}
