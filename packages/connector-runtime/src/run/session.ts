/*
 * What every step of a pass over a stream knows: one stream, one partition, one window, one state.
 */
import { contractOf } from './contract';
import type { Contracts } from './contract';
import type { PageAddress } from './archive';
import { createKeyWindow } from './keyWindow';
import type { KeyWindow } from './keyWindow';
import type { SchemaVersion } from './schemaVersions';
import { partitionName, stateName } from '../checkpoint';
import type { OpenRun } from '../checkpoint';
import type {
  ConnectorDeclaration,
  Limits,
  StreamDeclaration,
} from '../declaration';
import { DEFAULT_LIMITS } from '../declaration';
import type { Lineage } from '../lineage/lineage';
import { createMetrics } from '../metrics/registry';
import type { Metrics } from '../metrics/registry';
import { createCounter } from '../quality/tally';
import type { Tally } from '../quality/tally';
import type { QualityCheck } from '../quality/types';
import type { Row } from '../schema';
import { createScrub } from '../scrub';
import type { Scrub } from '../scrub';
import type { TableSink, TableSpec } from '../sinks/types';
import { tableOf } from '../tables';
import type {
  Source,
  SourceOptions,
  SourcePorts,
  Window,
} from '../source/types';

/** What a run of a stream is asked for. */
export interface RunOptions {
  readonly declaration: ConnectorDeclaration;
  readonly stream: StreamDeclaration;
  /** The key; empty when the source needs none. */
  readonly secret: string;
  readonly ports: SourcePorts;
  /** Where rows go; objects in the store unless given. */
  readonly sink?: TableSink;
  /** A closed part of the history instead of the live window: it has a state of its own and leaves the cursor alone. */
  readonly window?: Window;
  /** Only this partition of the stream. */
  readonly partition?: Readonly<Record<string, string>>;
  /** True: goes on at the end of what there is, until it is told to stop. */
  readonly forever?: boolean;
  /** Where lineage goes; objects in the store unless given. */
  readonly lineage?: Lineage;
  /** Other secrets that must appear nowhere, such as the sink's. */
  readonly secrets?: readonly string[];
  /** How pages are read; the declaration's kind decides unless given. */
  readonly createSource?: (options: SourceOptions) => Source;
}

/** Everything a pass knows. */
export interface Session {
  readonly declaration: ConnectorDeclaration;
  readonly stream: StreamDeclaration;
  readonly partition?: Readonly<Record<string, string>>;
  readonly window?: Window;
  readonly limits: Limits;
  readonly ports: SourcePorts;
  readonly metrics: Metrics;
  readonly sink: TableSink;
  readonly lineage: Lineage;
  readonly source: Source;
  readonly scrub: Scrub;
  /** Name of the state. */
  readonly name: string;
  readonly contracts: Contracts;
  readonly checks: readonly QualityCheck[];
  readonly count: (tally: Tally, rows: readonly Row[]) => Tally;
  readonly keys: KeyWindow;
  readonly forever: boolean;
  /** True: pages may be empty because nothing came; those are not kept. */
  readonly listens: boolean;
}

/** Kinds that wait for what comes: they have no last page, only a time at which one stops listening. */
export function listens(declaration: ConnectorDeclaration): boolean {
  return ['kafka', 'websocket', 'webhook'].includes(declaration.kind ?? 'rest');
}

/** The expectations of a stream; `freshnessHours` is the freshness of its cursor, said and not enforced. */
export function checksOf(stream: StreamDeclaration): readonly QualityCheck[] {
  const checks = stream.checks ?? [];
  const { cursor, freshnessHours } = stream;
  const declared = checks.some(check => check.check === 'freshness');
  if (!freshnessHours || !cursor || declared) {
    return checks;
  }
  return [
    ...checks,
    {
      check: 'freshness',
      column: cursor.field,
      maxAgeHours: freshnessHours,
      severity: 'warn',
    },
  ];
}

/** The table of a session at a version of its schema. */
export function tableAt(
  session: Session,
  version: SchemaVersion | undefined,
): TableSpec {
  return tableOf(session.stream, version?.added);
}

/** The name of a window in a state and in the ids of its runs. */
export function partOf(window: Window): string {
  const text = `${window.from ?? ''}-${window.to ?? ''}`;
  return `part-${text.replace(/[^A-Za-z0-9-]/g, '')}`;
}

/** Makes a session; nothing is read or written yet. */
export function createSession(
  options: RunOptions,
  parts: { sink: TableSink; lineage: Lineage; source: Source },
): Session {
  const { declaration, stream, ports, partition, window } = options;
  const checks = checksOf(stream);
  return {
    declaration,
    stream,
    partition,
    window,
    ports,
    ...parts,
    limits: { ...DEFAULT_LIMITS, ...declaration.limits },
    metrics: ports.metrics ?? createMetrics(),
    scrub: createScrub([options.secret, ...(options.secrets ?? [])]),
    name: stateName(stream.name, partition, window && partOf(window)),
    contracts: contractOf(stream),
    checks,
    count: createCounter(checks),
    keys: createKeyWindow(stream.primaryKey),
    forever: options.forever ?? false,
    listens: listens(declaration),
  };
}

/** What follows the number and the time in the id of a run: partition and part, so that ids differ between states. */
export function runSuffix(session: Session): string {
  const of = session.partition ? `.${partitionName(session.partition)}` : '';
  return `${of}${session.window ? `.${partOf(session.window)}` : ''}`;
}

/** The address of a page of a run. */
export function addressOf(session: Session, open: OpenRun): PageAddress {
  return {
    source: session.declaration.source,
    name: session.name,
    run: open.id,
    at: open.at ?? new Date(session.ports.clock.now()).toISOString(),
    page: open.page,
  };
}
