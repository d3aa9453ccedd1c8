/**
 * What a process knows of the platform grows for some seconds after its start: first the objects, then what the systems that watch the platform
 * say, what the services answer about themselves, and what their addresses answer from outside. A score of half of it is wider and lower than
 * the platform is, and everything that is compared with it later (since yesterday, a level that was lost) would be compared with a moment
 * in which nobody had asked yet. So nothing is judged before all have been asked once. Who never answers must not keep the platform
 * from being judged: after a while it is judged all the same, and the report says what was not heard of.
 */
import { FirstLookState } from '@254carbon/backstage-plugin-platform-common';

/** How long a start waits for what has not been asked yet, in milliseconds. */
export const FIRST_LOOK_MS = 120_000;

/** How long an answer that tells something is waited for, in milliseconds; see {@link watchAnswer}. */
const ANSWER_MS = 15_000;

/** Something that has to be asked once. */
export interface LookedAt {
  /** In the reader's words: `the services themselves`. */
  what: string;
  isDone(): boolean;
}

/** Where what is judged comes from; see the services of platform-node. */
export interface LookSources {
  platform: { whenReady(): Promise<void>; isAsked?(): boolean };
  manifests: { whenReady(): Promise<void> };
  telemetry: { whenReady(): Promise<void> };
  external: { isAsked?(): boolean };
}

/** The first look of this process; it begins when it is made. */
export class FirstLook {
  readonly #parts: readonly LookedAt[];
  readonly #elapsed: () => number;
  readonly #limitMs: number;
  readonly #since: number;
  readonly #began: number;
  #whole = false;

  /**
   * @param options.now - Milliseconds since the epoch.
   * @param options.elapsed - Milliseconds that only grow, whatever the clock does; the machine's unless given.
   */
  constructor(options: {
    parts: readonly LookedAt[];
    now: () => number;
    elapsed?: () => number;
    limitMs?: number;
  }) {
    this.#parts = options.parts;
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#limitMs = options.limitMs ?? FIRST_LOOK_MS;
    this.#since = options.now();
    this.#began = this.#elapsed();
  }

  /** Whether all have been asked once, or were waited for long enough; once true, always. */
  isWhole(): boolean {
    this.#whole ||=
      this.#parts.every(part => part.isDone()) ||
      this.#elapsed() - this.#began > this.#limitMs;
    return this.#whole;
  }

  /** How far it is; `undefined` when it is over. */
  describe(): FirstLookState | undefined {
    if (this.isWhole()) return undefined;
    return {
      since: new Date(this.#since).toISOString(),
      until: new Date(this.#since + this.#limitMs).toISOString(),
      parts: this.#parts.map(part => ({
        what: part.what,
        done: part.isDone(),
      })),
    };
  }

  /** A sentence on what has still not been asked though it is over; none when everything has. */
  caveats(): string[] {
    if (!this.isWhole()) return [];
    const open = this.#parts.filter(part => !part.isDone());
    if (open.length === 0) return [];
    const seconds = Math.round(this.#limitMs / 1000);
    const what = open.map(part => part.what).join(', ');
    return [
      `Judged before everything had been asked once: ${what} had not answered ${seconds} s after the start, so what rests on it is not known yet.`,
    ];
  }
}

/** Whether it has been ready once. */
export function watchReady(source: {
  whenReady(): Promise<void>;
}): () => boolean {
  let ready = false;
  source.whenReady().then(
    () => {
      ready = true;
    },
    () => undefined,
  );
  return () => ready;
}

/**
 * Whether somebody who speaks only when asked has been heard: asked again with every look until the answer tells something, and not waited
 * for longer than `patienceMs`. A catalog that was started a moment ago holds nothing yet, and so does one that never will.
 */
export function watchAnswer<T>(asking: {
  ask: () => Promise<T>;
  isTelling: (answer: T) => boolean;
  elapsed?: () => number;
  patienceMs?: number;
}): () => boolean {
  const { ask, isTelling, patienceMs = ANSWER_MS } = asking;
  const elapsed = asking.elapsed ?? (() => performance.now());
  const began = elapsed();
  let [heard, isAsking] = [false, false];
  const listen = async () => {
    isAsking = true;
    try {
      heard ||= isTelling(await ask());
    } catch {
      // Who cannot be asked tells nothing; who waits for it is told after a while.
    } finally {
      isAsking = false;
    }
  };
  void listen();
  return () => {
    heard ||= elapsed() - began > patienceMs;
    if (!heard && !isAsking) void listen();
    return heard;
  };
}

/** Begins the first look at everything that judgements follow from; `more` is what this process asks itself. */
export function beginFirstLook(
  { platform, manifests, telemetry, external }: LookSources,
  options: Omit<ConstructorParameters<typeof FirstLook>[0], 'parts'>,
  more: readonly LookedAt[] = [],
): FirstLook {
  const isRead = watchReady(platform);
  const parts: LookedAt[] = [
    { what: 'the clusters', isDone: isRead },
    { what: 'the manifests', isDone: watchReady(manifests) },
    {
      what: 'the systems that watch the platform',
      isDone: watchReady(telemetry),
    },
    {
      what: 'the services themselves',
      isDone: () => isRead() && platform.isAsked?.() !== false,
    },
    {
      what: 'the addresses from outside',
      isDone: () => isRead() && external.isAsked?.() !== false,
    },
    ...more,
  ];
  return new FirstLook({ ...options, parts });
}
