import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRows } from '../../inventory/report/renderInventory';
import { repositoryRoot } from '../../toolchain';
import { readConnectorSamples } from '../connectorSamples';
import { buildConnectors, ConnectorBaseline } from './buildConnectors';

const BEGIN =
  '<!-- measured connectors: written by the benchmarks, not by hand -->';
const END = '<!-- /measured connectors -->';

/** The table with what it was measured on. */
export function renderConnectors(baseline: ConnectorBaseline): string {
  const { machine, portal, pageRows, rows } = baseline;
  return [
    `Measured on ${machine}; portal ${portal}, pages of ${pageRows} rows.`,
    '',
    ...renderRows(rows),
  ].join('\n');
}

/**
 * Puts the table between its marks of a document.
 *
 * @throws Error when the document lost its marks
 */
export function replaceConnectors(document: string, table: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(
      `The README has no place for the connectors' figures; put '${BEGIN}' and '${END}' back.`,
    );
  const before = document.slice(0, begin + BEGIN.length);
  return `${before}\n\n${table}\n\n${document.slice(end)}`;
}

/**
 * Writes `connectors-baseline.json` and the table of the README from what was measured in the work folder; gives the table, or undefined when
 * nothing of connectors was measured there.
 */
export function reportConnectors(
  work: string,
  machine: string,
): string | undefined {
  const samples = readConnectorSamples(work);
  if (!samples) return undefined;
  const baseline = buildConnectors(samples, machine);
  const folder = join(repositoryRoot, 'benchmarks');
  writeFileSync(
    join(folder, 'connectors-baseline.json'),
    `${JSON.stringify(baseline, null, 2)}\n`,
  );
  const readme = join(folder, 'README.md');
  const table = renderConnectors(baseline);
  writeFileSync(readme, replaceConnectors(readFileSync(readme, 'utf8'), table));
  return table;
}
