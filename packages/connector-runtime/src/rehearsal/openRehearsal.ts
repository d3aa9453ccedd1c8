/*
 * A rehearsal is a run of a connector over what its repository has recorded: no network, no key, and a clock that moves
 * only when somebody waits. The tests that travel with a repository say what must come of it; how the world is stood in
 * for is here, so that a fix reaches every repository by a new version of this package.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { MemoryStore } from '../memoryStore';
import type { StreamReport } from '../runStream';
import { runStream } from '../runStream';
import type { ColumnSchema, Row, Value } from '../schema';
import { atHome } from '../source/address';
import type { SourceKind } from '../source/kindDeclarations';
import type { SourcePorts } from '../source/types';
import { readTable } from '../tables';
import { openCallWorld } from './openCallWorld';
import { openSocketWorld } from './openSocketWorld';
import {
  openDatabaseWorld,
  openFilesWorld,
  openHttpWorld,
  openKafkaWorld,
} from './storedWorlds';
import type { Called, World, WorldOptions } from './types';

/** What a rehearsed connector takes for its key; no source knows it. */
export const REHEARSAL_KEY = 'a-key-for-tests-only-of-32-chars';

/** What is rehearsed. */
export interface RehearsalOptions {
  readonly connector: ConnectorDeclaration;
  /** Folder of the repository: `fixtures/` and `test/expected.json`. */
  readonly root: string;
  /** Ports that behave otherwise than those they replace. */
  readonly change?: (ports: SourcePorts) => Partial<SourcePorts>;
}

/** A connector, ready to run as often as one likes over one store. */
export interface Rehearsal {
  readonly stream: StreamDeclaration;
  readonly ports: SourcePorts;
  /** What was logged, a line each. */
  readonly lines: readonly string[];
  /** Recorded answers, of a source that is asked over HTTP. */
  readonly recorded: number;
  /** The rows that `test/expected.json` names, in the order of their key and without nulls. */
  readonly expected: readonly Row[];
  /** Runs the stream once; `called` is what callers of a webhook were told. */
  run(): Promise<StreamReport & { readonly called?: Called }>;
  /** What is in the table, in the same order and form as `expected`. */
  rows(): Promise<readonly Row[]>;
}

const WORLDS: Readonly<
  Record<SourceKind, (options: WorldOptions) => Promise<World>>
> = {
  rest: openHttpWorld,
  html: openHttpWorld,
  files: openFilesWorld,
  database: openDatabaseWorld,
  kafka: openKafkaWorld,
  websocket: openSocketWorld,
  webhook: openCallWorld,
};

interface Expected {
  /** ISO time at which the sample is read. */
  readonly now: string;
  readonly rows: readonly Row[];
}

/** A value as everybody writes it: tables keep decimals with all their places, and times without needless zeros. */
function plain(value: Value, column: ColumnSchema | undefined): Value {
  if (typeof value !== 'string') {
    return value;
  }
  if (column?.format === 'date-time') {
    return new Date(value).toISOString();
  }
  return column?.format === 'decimal' && value.includes('.')
    ? value.replace(/\.?0+$/, '')
    : value;
}

/** Rows in the order of their key, without nulls: a source may leave out what it has not. */
function comparable(
  stream: StreamDeclaration,
  rows: readonly Row[],
): readonly Row[] {
  const keyOf = (row: Row) =>
    JSON.stringify(stream.primaryKey.map(name => row[name]));
  return rows
    .map(row =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([, value]) => value !== null)
          .map(([name, value]): [string, Value] => [
            name,
            plain(value, stream.schema.properties[name]),
          ])
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function portsAt(now: string, lines: string[]): SourcePorts {
  let time = Date.parse(now);
  return {
    clock: {
      now: () => time,
      sleep: async milliseconds => {
        time += milliseconds;
      },
    },
    random: () => 0.5,
    store: new MemoryStore(),
    fetch: async url => {
      throw new Error(`Nobody may be asked in a rehearsal: ${url}`);
    },
    log: (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
  };
}

/**
 * Makes a connector ready to be run over what its repository has recorded.
 *
 * @throws whatever reading `fixtures/` and `test/expected.json` throws.
 */
export async function openRehearsal(
  options: RehearsalOptions,
): Promise<Rehearsal> {
  const { root, change } = options;
  const file = join(root, 'test', 'expected.json');
  const expected: Expected = JSON.parse(await readFile(file, 'utf8'));
  const world = await WORLDS[options.connector.kind ?? 'rest']({
    // Recorded at the declared address, wherever this process is pointed at.
    connector: atHome(options.connector),
    root,
    key: REHEARSAL_KEY,
  });
  const lines: string[] = [];
  const usual = { ...portsAt(expected.now, lines), ...world.ports };
  const ports = { ...usual, ...change?.(usual) };
  const declaration = world.connector;
  const [stream] = declaration.streams;
  return {
    stream,
    ports,
    lines,
    recorded: world.recorded,
    expected: comparable(stream, expected.rows),
    async run() {
      const [report, called] = await Promise.all([
        runStream({ declaration, stream, secret: REHEARSAL_KEY, ports }),
        world.during?.(),
      ]);
      return { ...report, ...(called && { called }) };
    },
    rows: async () => comparable(stream, await readTable(ports.store, stream)),
  };
}
