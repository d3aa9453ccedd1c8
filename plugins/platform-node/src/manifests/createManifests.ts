import { LoggerService } from '@backstage/backend-plugin-api';
import { ManifestsConfig, ManifestSourceConfig } from './readManifestsConfig';
import { Renderers } from './Renderers';
import { SourceReader } from './SourceReader';
import { PlatformManifests } from './types';

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

function infoOf({ name, type, location, cluster }: ManifestSourceConfig) {
  return {
    name,
    type,
    location,
    ...(cluster === undefined ? {} : { cluster }),
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Reads every configured source at once and then each in its own interval, until it is stopped. */
export function createManifests(options: ManifestsOptions): RunningManifests {
  const {
    config,
    logger,
    resolve = url => url,
    renderers = new Renderers(),
    now = Date.now,
    git,
  } = options;
  const readers = config.sources.map(
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
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let loops: Promise<void>[] = [];
  let current = Object.freeze(readers.map(({ observation }) => observation));
  let settleReady: () => void = () => {};
  const ready = new Promise<void>(settle => {
    settleReady = settle;
  });
  let waiting = readers.length;
  if (waiting === 0) settleReady();

  const publish = (isDifferent: boolean) => {
    current = Object.freeze(readers.map(({ observation }) => observation));
    if (isDifferent) [...listeners].forEach(listener => listener());
  };
  const report = (
    source: ManifestSourceConfig,
    { observation }: SourceReader,
  ) => {
    if (!observation.ok) {
      logger.warn(`Manifests ${source.name}: ${observation.reason}`);
      return;
    }
    const { objects, problems, notRendered } = observation.value;
    logger.info(
      `Manifests ${source.name}: ${objects.length} objects, ${problems.length} problems, ${notRendered.length} not rendered.`,
    );
  };
  const loop = async (reader: SourceReader, at: number) => {
    const source = config.sources[at];
    for (let isFirst = true; !stopping.signal.aborted; isFirst = false) {
      const isDifferent = await reader.runOnce(stopping.signal);
      if (stopping.signal.aborted) return;
      publish(isDifferent);
      if (isDifferent) report(source, reader);
      if (isFirst) waiting -= 1;
      if (waiting === 0) settleReady();
      await pause(source.intervalMs, stopping.signal);
    }
  };
  return {
    sources: Object.freeze(config.sources.map(infoOf)),
    current: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async whenReady(signal) {
      signal?.throwIfAborted();
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        });
      });
      await Promise.race([ready, aborted]);
    },
    start() {
      loops = readers.map(loop);
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
