/*
 * One run of one stream: a pass for every partition, each with its own state, so that one that fails does not hold
 * the others back.
 */
import { ConnectorError, messageOf } from './errors';
import { createStoredLineage } from './lineage/lineage';
import { tellSource } from './metrics/instrument';
import type { PassReport } from './run/runPass';
import { runPass } from './run/runPass';
import { scrubError } from './run/scrubError';
import type { RunOptions, Session } from './run/session';
import { createSession } from './run/session';
import type { QualityResult } from './quality/types';
import { createSource } from './source/createSource';
import { createDefaultSink } from './tables';

export type { PassReport } from './run/runPass';
export type { RunOptions } from './run/session';

/** What a run did, over all partitions. */
export interface StreamReport {
  readonly stream: string;
  /** Of the last partition. */
  readonly run: string;
  readonly pages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly skipped: number;
  /** The cursor after the run; of several partitions the one that is furthest behind. */
  readonly reached?: string;
  readonly quality: readonly QualityResult[];
  readonly schemaVersion: number;
  /** True: told to stop before the end. */
  readonly stopped: boolean;
  /** One report a partition, when the stream has partitions. */
  readonly partitions: readonly PassReport[];
}

/** Failures that the next partition would meet too. */
const COMMON = ['configuration', 'authentication', 'unavailable', 'conflict'];

function sum(
  passes: readonly PassReport[],
  of: (pass: PassReport) => number,
): number {
  return passes.reduce((total, pass) => total + of(pass), 0);
}

function behind(passes: readonly PassReport[]): string | undefined {
  const reached = passes.map(pass => pass.reached);
  return reached.some(value => value === undefined)
    ? undefined
    : [...reached].sort()[0];
}

function combine(
  passes: readonly [PassReport, ...PassReport[]],
  partitioned: boolean,
): StreamReport {
  const last = passes[passes.length - 1];
  return {
    stream: last.stream,
    run: last.run,
    pages: sum(passes, pass => pass.pages),
    accepted: sum(passes, pass => pass.accepted),
    rejected: sum(passes, pass => pass.rejected),
    duplicates: sum(passes, pass => pass.duplicates),
    skipped: sum(passes, pass => pass.skipped),
    reached: behind(passes),
    quality: passes.flatMap(pass => pass.quality),
    schemaVersion: last.schemaVersion,
    stopped: passes.some(pass => pass.stopped),
    partitions: partitioned ? passes : [],
  };
}

/** Passes until told to stop: the source stays open between them, since who calls or sends does not wait. */
async function runPasses(session: Session): Promise<PassReport[]> {
  const reports = [await runPass(session)];
  while (session.forever && !session.ports.stop?.aborted) {
    const { run, accepted, rejected } = reports[reports.length - 1];
    session.ports.log('run-ended', { run, accepted, rejected });
    reports.push(await runPass(session));
  }
  return reports;
}

async function runOne(options: RunOptions): Promise<PassReport[]> {
  const { declaration, stream, ports, secret } = options;
  const source = (options.createSource ?? createSource)({
    declaration,
    stream,
    secret,
    ports,
  });
  const session = createSession(options, {
    source,
    sink: options.sink ?? createDefaultSink(ports.store),
    lineage: options.lineage ?? createStoredLineage(ports),
  });
  try {
    return await runPasses(session);
  } catch (error) {
    throw scrubError(error, session.scrub);
  } finally {
    tellSource(session.metrics, stream.name, source.state());
    await source.close();
  }
}

/**
 * Runs a stream from where it stands to its end, or continues a run that broke off.
 *
 * @throws ConnectorError; whatever was checkpointed before stays and is not read again. With partitions the first
 *   failure is thrown, after the others had their turn.
 */
export async function runStream(options: RunOptions): Promise<StreamReport> {
  const { stream, ports, partition } = options;
  const partitions = partition ? [partition] : stream.partitions ?? [undefined];
  const passes: PassReport[] = [];
  let failure: unknown;
  for (const one of partitions) {
    try {
      passes.push(...(await runOne({ ...options, partition: one })));
    } catch (error) {
      failure ??= error;
      const common =
        !(error instanceof ConnectorError) || COMMON.includes(error.failure);
      if (common) {
        break;
      }
      ports.log('partition-failed', {
        stream: stream.name,
        message: messageOf(error),
      });
    }
    if (ports.stop?.aborted) {
      break;
    }
  }
  const [first, ...rest] = passes;
  if (failure !== undefined || !first) {
    throw failure;
  }
  return combine([first, ...rest], stream.partitions !== undefined);
}
