import { setTimeout as pause } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ManifestsConfig, ManifestSourceConfig } from './readManifestsConfig';
import { Renderers } from './Renderers';
import { SourceReader } from './SourceReader';
import { ManifestSourceInfo, PlatformManifests } from './types';

/** What the reader of manifests is made of. */
export interface ManifestsOptions {
  config: ManifestsConfig;
  /** Where an address is really called. */
  resolve?: (url: string) => string;
  renderers?: Renderers;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  now?: () => number;
  /** Program to run instead of `git`. */
  git?: string;
}

/** A reader that can be started and stopped. */
export interface RunningManifests extends PlatformManifests {
  start(): void;
  stop(): Promise<void>;
}

function infoOf(source: ManifestSourceConfig): ManifestSourceInfo {
  const { name, type, location, cluster } = source;
  return {
    name,
    type,
    location,
    ...(cluster === undefined ? {} : { cluster }),
  };
}

class Manifests implements RunningManifests {
  readonly sources: readonly ManifestSourceInfo[];
  readonly #options: ManifestsOptions;
  readonly #readers: readonly SourceReader[];
  readonly #listeners = new Set<() => void>();
  readonly #stopping = new AbortController();
  readonly #ready: Promise<void>;
  #settleReady: () => void = () => {};
  #waiting: number;
  #loops: Promise<void>[] = [];
  #current: ReturnType<PlatformManifests['current']>;

  constructor(options: ManifestsOptions) {
    const {
      config,
      resolve = url => url,
      renderers = new Renderers(),
      now = Date.now,
      git,
    } = options;
    this.#options = options;
    this.sources = Object.freeze(config.sources.map(infoOf));
    this.#readers = config.sources.map(
      source =>
        new SourceReader({
          source,
          root: config.root,
          resolve,
          renderers,
          now,
          git,
        }),
    );
    this.#current = this.#collect();
    this.#waiting = this.#readers.length;
    this.#ready = new Promise(settle => {
      this.#settleReady = settle;
    });
    if (this.#waiting === 0) this.#settleReady();
  }

  #collect() {
    return Object.freeze(this.#readers.map(({ observation }) => observation));
  }

  #tell(source: ManifestSourceConfig, { observation }: SourceReader): void {
    const { logger } = this.#options;
    if (observation.ok) {
      const { objects, problems, notRendered } = observation.value;
      logger.info(
        `Manifests ${source.name}: ${objects.length} objects, ${problems.length} problems, ${notRendered.length} not rendered.`,
      );
    } else {
      logger.warn(`Manifests ${source.name}: ${observation.reason}`);
    }
  }

  async #loop(
    reader: SourceReader,
    source: ManifestSourceConfig,
  ): Promise<void> {
    const { signal } = this.#stopping;
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const isDifferent = await reader.runOnce(signal);
      if (signal.aborted) return;
      this.#current = this.#collect();
      if (isDifferent) {
        this.#tell(source, reader);
        [...this.#listeners].forEach(listener => listener());
      }
      if (isFirst) this.#waiting -= 1;
      if (this.#waiting === 0) this.#settleReady();
      await pause(source.intervalMs, undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  current() {
    return this.#current;
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async whenReady(signal?: AbortSignal) {
    signal?.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), {
        once: true,
      });
    });
    await Promise.race([this.#ready, aborted]);
  }

  start() {
    if (this.#stopping.signal.aborted) return;
    const { sources } = this.#options.config;
    this.#loops = this.#readers.map((reader, at) =>
      this.#loop(reader, sources[at]),
    );
  }

  async stop() {
    this.#stopping.abort();
    await Promise.all(this.#loops);
  }
}

/** Reads every configured source at once and then each in its own interval, until it is stopped. */
export function createManifests(options: ManifestsOptions): RunningManifests {
  return new Manifests(options);
}
