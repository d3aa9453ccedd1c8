import type { Figure } from '../../report/figures';
import type { InventoryBaseline } from './buildInventory';
import type { InventoryRow } from './inventoryRow';

const BEGIN =
  '<!-- measured inventory: written by the benchmarks, not by hand -->';
const END = '<!-- /measured inventory -->';

/** Digits that a unit is shown with. */
const DIGITS: Record<InventoryRow['unit'], number> = {
  '': 0,
  ms: 0,
  s: 2,
  KiB: 0,
  MiB: 0,
};

function figureText(
  figure: Figure | undefined,
  unit: InventoryRow['unit'],
): string {
  if (!figure) return '';
  const { median, min, max } = figure;
  const [middle, low, high] = [median, min, max].map(value =>
    value.toFixed(DIGITS[unit]),
  );
  const space = unit ? ` ${unit}` : '';
  return low === high
    ? `${middle}${space}`
    : `${middle}${space} (${low}..${high})`;
}

function boundText({ bound }: InventoryRow): string {
  if (!bound) return '';
  return `${bound.holds ? 'holds' : '**missed**'} (${bound.text})`;
}

/** Rows as a table: medians with their spread, runs, ratios, and whether a bound holds. */
export function renderRows(rows: readonly InventoryRow[]): string[] {
  return [
    '| | portal | peer | runs | ratio | bound |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(row => {
      const cells = [
        row.title,
        figureText(row.portal, row.unit),
        figureText(row.peer, row.unit),
        `${row.portal.runs}`,
        row.ratio === undefined ? '' : row.ratio.toFixed(4),
        boundText(row),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

/** The table with what it was measured on. */
export function renderInventory(baseline: InventoryBaseline): string {
  const { machine, portal, peer, workloads, rows } = baseline;
  return [
    `Measured on ${machine}; portal ${portal}, peer ${peer}, ${workloads} workloads.`,
    '',
    ...renderRows(rows),
  ].join('\n');
}

/**
 * Puts the table between its marks of a document.
 *
 * @throws Error when the document lost its marks
 */
export function replaceInventory(document: string, table: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(
      `The README has no place for the inventory's figures; put '${BEGIN}' and '${END}' back.`,
    );
  const before = document.slice(0, begin + BEGIN.length);
  return `${before}\n\n${table}\n\n${document.slice(end)}`;
}
