/*
 * What a command works with: the declaration (pointed elsewhere when the environment says so), ports, store, sink,
 * key, numbers. Everything is opened when it is first asked for, so that `fixtures verify` needs no key and `preview`
 * no store.
 */
import { join } from 'node:path';
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import type { Lineage } from '../lineage/lineage';
import { createPostedLineage, createStoredLineage } from '../lineage/lineage';
import { instrumentFetch, instrumentLog } from '../metrics/instrument';
import type { Metrics } from '../metrics/registry';
import { createMetrics } from '../metrics/registry';
import type { ObjectStore, Ports } from '../ports';
import { createScrub } from '../scrub';
import type { Scrub } from '../scrub';
import {
  createSinkFromEnvironment,
  createStoreAt,
  createStoreFromEnvironment,
} from '../sinks/createSinkFromEnvironment';
import type { TableSink } from '../sinks/types';
import { relocate } from '../source/address';
import { createKafka } from '../source/kafka/createKafka';
import { lazyStore } from '../source/lazyStore';
import type { SourcePorts } from '../source/types';
import { openKafkaSink } from './openKafkaSink';
import type { Arguments } from './readArguments';
import { readKey, secretsOf } from './readKey';

/** What the command line runs in. */
export interface CliOptions {
  readonly declaration: ConnectorDeclaration;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that holds `fixtures/`. */
  readonly root: string;
  readonly ports?: Partial<SourcePorts>;
  /** Where rows go, instead of what the environment says. */
  readonly sink?: TableSink;
  readonly print: (line: string) => void;
}

/** Where a run keeps things. */
export interface Places {
  readonly store: ObjectStore;
  readonly sink: TableSink;
}

/** What a command works with. */
export interface CliContext {
  readonly options: CliOptions;
  readonly declaration: ConnectorDeclaration;
  readonly arguments: Arguments;
  readonly metrics: Metrics;
  /** The streams that `--stream` names; all without it. */
  readonly streams: readonly StreamDeclaration[];
  /** Ports over a store. */
  ports(store: ObjectStore): SourcePorts;
  /** The key, or a stand-in when the connector is pointed at a host that needs none. */
  secret(): Promise<string>;
  /** The store and the sink that the environment names. */
  places(): Promise<Places>;
  lineage(ports: Ports): Lineage;
  /** Every secret that this process knows by now. */
  secrets(): readonly string[];
  /** Takes every secret that this process knows out of a text. */
  readonly scrub: Scrub;
  /** Frees what was opened. */
  close(): Promise<void>;
  /** Prints one line of JSON. */
  say(event: string, fields: object): void;
}

function declarationOf(options: CliOptions): ConnectorDeclaration {
  const base = options.env.CONNECTOR_BASE_URL;
  return base ? relocate(options.declaration, base) : options.declaration;
}

function streamsOf(
  declaration: ConnectorDeclaration,
  name: string | undefined,
): readonly StreamDeclaration[] {
  const streams = declaration.streams.filter(
    stream => name === undefined || stream.name === name,
  );
  if (streams.length === 0) {
    throw new ConnectorError(
      'configuration',
      `There is no stream '${name}'; take one of ${declaration.streams
        .map(stream => stream.name)
        .join(', ')}.`,
    );
  }
  return streams;
}

/** What a process starts with: time, network, and the secrets that it has learned. */
interface Ground {
  readonly clock: Ports['clock'];
  readonly network: Ports['fetch'];
  readonly known: Set<string>;
}

function groundOf(options: CliOptions): Ground {
  return {
    clock: options.ports?.clock ?? {
      now: () => Date.now(),
      sleep: milliseconds =>
        new Promise<void>(resolve => setTimeout(resolve, milliseconds)),
    },
    network:
      options.ports?.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    known: new Set(secretsOf(options.env)),
  };
}

async function openPlaces(
  options: CliOptions,
  { clock, network, known }: Ground,
): Promise<Places> {
  const { env, root } = options;
  const learn = (secret: string) => known.add(secret);
  const random = options.ports?.random ?? Math.random;
  const over = { clock, random, fetch: network };
  const folder = join(root, 'data');
  const store =
    options.ports?.store ??
    (await createStoreFromEnvironment(env, over, { folder, learn }));
  const sink =
    options.sink ??
    (env.CONNECTOR_SINK?.trim() === 'kafka'
      ? await openKafkaSink(env, { kafka: options.ports?.kafka, learn })
      : await createSinkFromEnvironment(env, { ...over, store }, learn));
  return { store, sink };
}

/**
 * The stores of a source: where its files are dropped, and where the calls of the day are counted. The ledger is that of
 * the run's own store even when a command keeps nothing else, because the source counts a test read too; `CONNECTOR_LEDGER`
 * names one that connectors with one key share.
 */
function sourceStores(
  options: CliOptions,
  declaration: ConnectorDeclaration,
  { clock, network, known }: Ground,
  places: () => Promise<Places>,
): Pick<SourcePorts, 'files' | 'ledger'> {
  const { env } = options;
  const learn = (secret: string) => known.add(secret);
  const over = { clock, random: Math.random, fetch: network };
  const at = (address: string) =>
    lazyStore(() => createStoreAt(address, env, over, learn));
  const shared = env.CONNECTOR_LEDGER?.trim();
  const own = () => lazyStore(async () => (await places()).store);
  return {
    ...(declaration.kind === 'files' && { files: at(declaration.baseUrl) }),
    ...(env.CONNECTOR_KEYLESS !== '1' && {
      ledger: shared ? at(shared) : own(),
    }),
  };
}

/** @throws ConnectorError `configuration` when `--stream` names none. */
export function openContext(options: CliOptions, given: Arguments): CliContext {
  const { env } = options;
  const declaration = declarationOf(options);
  const metrics = createMetrics({ connector: declaration.name });
  const ground = groundOf(options);
  const { clock, network, known } = ground;
  const scrub: Scrub = text => createScrub([...known])(text);
  const say: CliContext['say'] = (event, fields) =>
    options.print(scrub(JSON.stringify({ event, ...fields })));
  let opened: Promise<Places> | undefined;
  const places = () => {
    opened ??= openPlaces(options, ground);
    return opened;
  };
  const stores = sourceStores(options, declaration, ground, places);
  return {
    options,
    declaration,
    arguments: given,
    metrics,
    scrub,
    say,
    streams: streamsOf(declaration, given.flags.stream),
    ports: store => ({
      random: Math.random,
      metrics,
      ...stores,
      openKafka: (target, secret) => createKafka(target, secret, env),
      ...options.ports,
      log: instrumentLog(options.ports?.log ?? say, metrics),
      store,
      clock,
      fetch: instrumentFetch(network, metrics, clock),
    }),
    async secret() {
      const key = await readKey(declaration, env);
      known.add(key);
      return key;
    },
    places,
    async close() {
      const used = await opened?.catch(() => undefined);
      await used?.sink.close?.();
    },
    secrets: () => [...known],
    lineage(over) {
      const url = env.OPENLINEAGE_URL;
      return url
        ? createPostedLineage({ url, key: env.OPENLINEAGE_API_KEY }, over)
        : createStoredLineage(over);
    },
  };
}
