/*
 * The commands that read a source: `check`, `discover`, `preview`, `run`, `backfill`, `replay`.
 */
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { MemoryStore } from '../memoryStore';
import { serveHealth } from '../metrics/serveHealth';
import type { HealthServer } from '../metrics/serveHealth';
import type { SourcePorts } from '../source/types';
import { discover } from '../source/discover';
import { backfillStream, parseChunk } from '../run/backfillStream';
import { previewStream } from '../run/previewStream';
import { replayRun } from '../run/replayRun';
import { listens } from '../run/session';
import { runStream } from '../runStream';
import type { StreamReport } from '../runStream';
import type { CliContext } from './openContext';
import { countFlag, needFlag } from './readArguments';

const PREVIEW_ROWS = 20;
const CHECK_ROWS = 1;
const HEALTH_PORT = 8081;

/** Reads a little of every stream and leaves nothing behind. */
export async function check(context: CliContext): Promise<void> {
  const secret = await context.secret();
  for (const stream of context.streams) {
    const report = await previewStream({
      declaration: context.declaration,
      stream,
      secret,
      ports: context.ports(new MemoryStore()),
      rows: CHECK_ROWS,
    });
    const { accepted, rejected, problems } = report;
    context.say('checked', { stream: stream.name, accepted, rejected });
    const total = Math.max(1, accepted + rejected);
    if (rejected / total > stream.maxRejectedRatio) {
      throw new ConnectorError(
        'contract',
        `${rejected} of ${total} rows of '${stream.name}' break the contract (${problems[0]}); change the schema or the columns.`,
      );
    }
  }
}

/** Reads some rows of every stream and prints them; keeps nothing. */
export async function preview(context: CliContext): Promise<void> {
  const rows = countFlag(context.arguments, 'rows', PREVIEW_ROWS);
  const secret = await context.secret();
  for (const stream of context.streams) {
    const report = await previewStream({
      declaration: context.declaration,
      stream,
      secret,
      ports: context.ports(new MemoryStore()),
      rows,
    });
    context.say('preview', {
      ...report,
      quality: report.quality.map(({ check: of, severity, ...result }) => ({
        check: of,
        outcome: result.outcome === 'fail' ? severity : 'pass',
        message: `${result.observed}; expected ${result.expected}`,
      })),
    });
  }
}

/** Prints what the source says about its streams. */
export async function discoverStreams(context: CliContext): Promise<void> {
  const secret = await context.secret();
  for (const stream of context.streams) {
    const found = await discover({
      declaration: context.declaration,
      stream,
      secret,
      ports: context.ports(new MemoryStore()),
    });
    context.say('discovered', found);
  }
}

function sayDone(context: CliContext, report: StreamReport): void {
  const { quality, partitions, ...fields } = report;
  context.say('done', { ...fields, partitions: partitions.length });
}

/** Health for kinds that run for ever. */
async function openHealth(
  context: CliContext,
  ports: SourcePorts,
): Promise<HealthServer> {
  const port = Number(context.options.env.CONNECTOR_HEALTH_PORT ?? HEALTH_PORT);
  const health = await serveHealth({
    port,
    metrics: context.metrics,
    clock: ports.clock,
  });
  context.say('health', { port: health.port });
  return health;
}

/** Ports whose log makes the loop's heart beat. */
function withPulse(ports: SourcePorts, health: HealthServer): SourcePorts {
  let before = '';
  return {
    ...ports,
    log(event, fields) {
      health.beat();
      health.ready(event !== 'failed');
      // That nothing comes is said once, not every few seconds.
      if (event !== 'idle' || before !== 'idle') {
        ports.log(event, fields);
      }
      before = event;
    },
  };
}

/** What listens for calls runs until it is told to stop; a topic and a socket do so when they are asked to. */
function isEndless({ declaration, options, arguments: given }: CliContext) {
  if (given.flags.once === 'true' || !listens(declaration)) {
    return false;
  }
  return (
    declaration.kind === 'webhook' ||
    given.flags.forever === 'true' ||
    options.env.CONNECTOR_FOREVER === '1'
  );
}

/** Runs every stream once, or until the process is told to stop. @returns false when there is more to do later. */
export async function run(context: CliContext): Promise<boolean> {
  const { declaration } = context;
  const secret = await context.secret();
  const { store, sink } = await context.places();
  const plain = context.ports(store);
  const forever = isEndless(context);
  const health = forever ? await openHealth(context, plain) : undefined;
  const ports = health ? withPulse(plain, health) : plain;
  const reports: StreamReport[] = [];
  const runOne = async (stream: StreamDeclaration) => {
    const report = await runStream({
      declaration,
      stream,
      secret,
      ports,
      sink,
      forever,
      secrets: context.secrets(),
      lineage: context.lineage(ports),
    });
    reports.push(report);
    sayDone(context, report);
  };
  context.metrics.set('connector_up', {}, 1);
  try {
    await eachStream(context, forever, runOne);
  } finally {
    await health?.close();
    sayReport(context, reports);
  }
  return forever || !reports.some(report => report.stopped);
}

/** One stream after the other; streams without an end side by side. */
async function eachStream(
  context: CliContext,
  forever: boolean,
  act: (stream: StreamDeclaration) => Promise<void>,
): Promise<void> {
  if (forever) {
    await Promise.all(context.streams.map(act));
    return;
  }
  for (const stream of context.streams) {
    await act(stream);
  }
}

/** The last line of a run: what a scheduler and a person read. */
function sayReport(
  context: CliContext,
  reports: readonly StreamReport[],
): void {
  const sum = (of: (report: StreamReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  context.say('report', {
    connector: context.declaration.name,
    rows: sum(report => report.accepted),
    rejected: sum(report => report.rejected),
    duplicates: sum(report => report.duplicates),
    pages: sum(report => report.pages),
    quality: reports.flatMap(report => report.quality),
    cursor: Object.fromEntries(
      reports.map(report => [report.stream, report.reached ?? null]),
    ),
    stopped: reports.some(report => report.stopped),
  });
}

/** Reads a part of the past again, without moving the live cursor. */
export async function backfill(context: CliContext): Promise<void> {
  const given = context.arguments;
  const from = needFlag(given, 'from', '2024-01-01');
  const to = needFlag(given, 'to', '2024-12-31');
  const maxParallel = countFlag(given, 'max-parallel', 1);
  const secret = await context.secret();
  const { store, sink } = await context.places();
  const ports = context.ports(store);
  for (const stream of context.streams) {
    const chunk = stream.cursor
      ? parseChunk(stream.cursor, given.flags.chunk ?? '30d')
      : 1;
    const report = await backfillStream({
      declaration: context.declaration,
      stream,
      secret,
      ports,
      sink,
      secrets: context.secrets(),
      lineage: context.lineage(ports),
      from,
      to,
      chunk,
      maxParallel,
      again: given.flags.again === 'true',
    });
    context.say('report', report);
  }
}

/** Parses the archive of a run again; asks nobody. */
export async function replay(context: CliContext): Promise<void> {
  const id = needFlag(context.arguments, 'run', '000000000-20261121T060000Z');
  const { store, sink } = await context.places();
  for (const stream of context.streams) {
    const report = await replayRun({
      declaration: context.declaration,
      stream,
      secret: '',
      ports: context.ports(store),
      sink,
      secrets: context.secrets(),
      run: id,
    });
    context.say('report', report);
  }
}
