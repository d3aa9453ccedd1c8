import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRows } from '../../inventory/report/renderInventory';
import { repositoryRoot } from '../../toolchain';
import { readReadinessSamples } from '../readinessSamples';
import { buildReadiness, ReadinessBaseline } from './buildReadiness';

const BEGIN =
  '<!-- measured readiness: written by the benchmarks, not by hand -->';
const END = '<!-- /measured readiness -->';

/** The table with what it was measured on. */
export function renderReadiness(baseline: ReadinessBaseline): string {
  const { machine, portal, peer, entities, rules, agreement, rows } = baseline;
  return [
    `Measured on ${machine}; portal ${portal}, peer ${peer}, ${entities} entities, ${rules} rules, PostgreSQL. Compared beforehand: ${agreement.compared} verdicts, of which ${agreement.different} differed.`,
    '',
    ...renderRows(rows),
  ].join('\n');
}

/**
 * Puts the table between its marks of a document.
 *
 * @throws Error when the document lost its marks
 */
export function replaceReadiness(document: string, table: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(
      `The README has no place for readiness' figures; put '${BEGIN}' and '${END}' back.`,
    );
  const before = document.slice(0, begin + BEGIN.length);
  return `${before}\n\n${table}\n\n${document.slice(end)}`;
}

/**
 * Writes `readiness-baseline.json` and the table of the README from what was measured in the work folder; gives the table, or undefined when
 * nothing of readiness was measured there.
 */
export function reportReadiness(
  work: string,
  machine: string,
): string | undefined {
  const samples = readReadinessSamples(work);
  if (!samples) return undefined;
  const baseline = buildReadiness(samples, machine);
  const folder = join(repositoryRoot, 'benchmarks');
  writeFileSync(
    join(folder, 'readiness-baseline.json'),
    `${JSON.stringify(baseline, null, 2)}\n`,
  );
  const readme = join(folder, 'README.md');
  const table = renderReadiness(baseline);
  writeFileSync(readme, replaceReadiness(readFileSync(readme, 'utf8'), table));
  return table;
}
