import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../toolchain';
import { readInventorySamples } from '../inventorySamples';
import { buildInventory } from './buildInventory';
import { renderInventory, replaceInventory } from './renderInventory';

/**
 * Writes `inventory-baseline.json` and the table of the README from what was measured in the work folder;
 * gives the table, or undefined when nothing of the inventory was measured there.
 */
export function reportInventory(
  work: string,
  machine: string,
): string | undefined {
  const samples = readInventorySamples(work);
  if (!samples) return undefined;
  const baseline = buildInventory(samples, machine);
  const folder = join(repositoryRoot, 'benchmarks');
  writeFileSync(
    join(folder, 'inventory-baseline.json'),
    `${JSON.stringify(baseline, null, 2)}\n`,
  );
  const readme = join(folder, 'README.md');
  const table = renderInventory(baseline);
  writeFileSync(readme, replaceInventory(readFileSync(readme, 'utf8'), table));
  return table;
}
