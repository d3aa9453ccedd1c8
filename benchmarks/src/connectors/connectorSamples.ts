import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the rows of a run land. */
export const CONNECTOR_SINKS = ['files', 's3', 'iceberg', 'trino'] as const;
export type ConnectorSink = (typeof CONNECTOR_SINKS)[number];

/** Memory of the connector's process when so many rows were committed. */
export interface MemoryPoint {
  rows: number;
  residentBytes: number;
  heapBytes: number;
}

/** One whole run of one stream. */
export interface RunSample {
  sink: ConnectorSink;
  rows: number;
  pages: number;
  milliseconds: number;
  /** Processor time of the connector's process. */
  cpuMs: number;
  /** After every page. */
  memory: MemoryPoint[];
}

/** Everything that the connector suite has measured so far. */
export interface ConnectorSamples {
  portal: string;
  pageRows: number;
  /** Runs for the rate; the first of each sink is not in it. */
  rates: RunSample[];
  /** One long run. */
  long?: RunSample;
}

function fileIn(work: string): string {
  return join(work, 'connector-samples.json');
}

/** What was measured in this work folder, or undefined when nothing was. */
export function readConnectorSamples(
  work: string,
): ConnectorSamples | undefined {
  return existsSync(fileIn(work))
    ? JSON.parse(readFileSync(fileIn(work), 'utf8'))
    : undefined;
}

/** Written after every run, so that an interrupted suite can still be reported. */
export function writeConnectorSamples(
  work: string,
  samples: ConnectorSamples,
): void {
  mkdirSync(work, { recursive: true });
  writeFileSync(fileIn(work), `${JSON.stringify(samples, null, 1)}\n`);
}
