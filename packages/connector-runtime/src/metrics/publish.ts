/*
 * How the numbers of a run that ends get out: a file that a node exporter or a person reads, and one POST to an
 * address that takes the Prometheus text format (`/api/v1/import/prometheus` of VictoriaMetrics). Neither may fail a
 * run whose rows are in.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf } from '../errors';
import type { Ports } from '../ports';

const TIMEOUT_MS = 10_000;

/** Where numbers go. */
export interface MetricsTarget {
  /** Path of a file that is replaced as a whole. */
  readonly file?: string;
  /** Address that takes a POST. */
  readonly url?: string;
}

async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.draft`, text);
  await rename(`${file}.draft`, file);
}

async function push(
  url: string,
  text: string,
  ports: Pick<Ports, 'fetch'>,
): Promise<void> {
  const response = await ports.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; version=0.0.4' },
    body: text,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) {
    throw new TypeError(`the address answered ${response.status}`);
  }
}

/** Writes and pushes; what cannot be is said in the log and nothing is thrown. */
export async function publishMetrics(
  text: string,
  target: MetricsTarget,
  ports: Pick<Ports, 'fetch' | 'log'>,
): Promise<void> {
  const ways = [
    target.file ? () => writeWhole(target.file ?? '', text) : undefined,
    target.url ? () => push(target.url ?? '', text, ports) : undefined,
  ];
  for (const way of ways) {
    try {
      await way?.();
    } catch (error) {
      ports.log('metrics-not-taken', { reason: messageOf(error) });
    }
  }
}
