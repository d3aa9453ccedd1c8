/**
 * The order of the connector suite. Three processes, so that time and memory belong to one of them alone: a source that makes up rows as it is
 * asked, the simulator's lake (object store, catalog, engine), and the connector, which is what is measured.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Child, endChildren, startChild } from '../inventory/childCalls';
import { describeCommit } from '../inventory/measureInventory';
import { interleave } from '../report/figures';
import { repositoryRoot } from '../toolchain';
import {
  CONNECTOR_SINKS,
  ConnectorSamples,
  ConnectorSink,
  readConnectorSamples,
  RunSample,
  writeConnectorSamples,
} from './connectorSamples';
import type { ConnectorCalls, LakeCalls, SourceCalls } from './sides/sideCalls';

const FOLDER = join(repositoryRoot, 'benchmarks', 'src', 'connectors', 'sides');

/** Parts of the suite; each can be run alone. */
export const CONNECTOR_PARTS = ['rows', 'long'] as const;
export type ConnectorPart = (typeof CONNECTOR_PARTS)[number];

/** What a run of the suite is told. */
export interface ConnectorOptions {
  parts: readonly ConnectorPart[];
  work: string;
  runs: number;
  /** Rows of one run for the rate. */
  rows: number;
  /** Rows of the run in which memory is watched. */
  longRows: number;
  /** Rows of a page. */
  pageRows: number;
  say(text: string): void;
}

let started = 0;

function start<C extends LakeCalls | SourceCalls | ConnectorCalls>(
  work: string,
  name: 'source' | 'lake' | 'connector',
): Child<C> {
  started += 1;
  return startChild<C>(join(FOLDER, `${name}Main.ts`), {
    log: join(work, 'logs', `connectors-${started}-${name}.log`),
    execArgs: name === 'connector' ? ['--expose-gc'] : [],
  });
}

async function runOnce(
  { work, pageRows, say }: ConnectorOptions,
  sink: ConnectorSink,
  rows: number,
): Promise<RunSample> {
  const data = join(work, 'data', `connectors-${started}`);
  const source = start<SourceCalls>(work, 'source');
  const lake = start<LakeCalls>(work, 'lake');
  const connector = start<ConnectorCalls>(work, 'connector');
  try {
    const [{ url }, env] = await Promise.all([
      source.call('open', { rows }),
      lake.call('open', { folder: join(data, 'lake') }),
    ]);
    const measured = await connector.call('run', {
      url,
      sink,
      env,
      data: join(data, 'run'),
      pageRows,
    });
    if (measured.rows !== rows)
      throw new Error(
        `The run committed ${measured.rows} of ${rows} rows; read the logs in ${work}.`,
      );
    const sample = { sink, ...measured };
    say(
      `${sink}: ${rows} rows in ${(sample.milliseconds / 1000).toFixed(
        1,
      )} s, ${Math.round((rows * 1000) / sample.milliseconds)} a second`,
    );
    return sample;
  } finally {
    await Promise.all([connector.end(), source.end(), lake.end()]);
    rmSync(data, { recursive: true, force: true });
  }
}

/** Runs the parts and notes each run at once in the work folder. Measured is the working tree. */
export async function measureConnectors(
  options: ConnectorOptions,
): Promise<void> {
  const { work, runs, rows, longRows, pageRows, parts } = options;
  const samples: ConnectorSamples = {
    rates: [],
    ...readConnectorSamples(work),
    portal: describeCommit(),
    pageRows,
  };
  try {
    if (parts.includes('rows')) {
      samples.rates = [];
      for (const { side } of interleave(CONNECTOR_SINKS, runs)) {
        // Trino's simulator keeps a merged table in memory and compares every row: a tenth says as much.
        const count = side === 'trino' ? Math.ceil(rows / 10) : rows;
        samples.rates.push(await runOnce(options, side, count));
        writeConnectorSamples(work, samples);
      }
    }
    if (parts.includes('long')) {
      samples.long = await runOnce(options, 'iceberg', longRows);
      writeConnectorSamples(work, samples);
    }
  } finally {
    await endChildren();
  }
}
