import type { Baseline } from './buildBaseline';
import type { Comparison, Figure } from './figures';

const BEGIN = '<!-- measured: written by the benchmarks, not by hand -->';
const END = '<!-- /measured -->';

const ROWS: Array<
  [
    keyof Baseline &
      (
        | 'install'
        | 'startToReady'
        | 'startToPage'
        | 'residentMemory'
        | 'peakMemory'
      ),
    string,
    string,
  ]
> = [
  ['install', 'installation', 's'],
  ['startToReady', 'start until the backend is ready', 's'],
  ['startToPage', 'start until a page can be used', 's'],
  ['residentMemory', 'resident memory of the backend, 60 s later', 'MiB'],
  ['peakMemory', 'its highest resident memory until then', 'MiB'],
];

function figureText({ median, min, max }: Figure, unit: string): string {
  const digits = unit === 's' ? 1 : 0;
  const [middle, low, high] = [median, min, max].map(value =>
    value.toFixed(digits),
  );
  return `${middle} ${unit} (${low}..${high})`;
}

/** `startToReady` and `peakMemory` explain the rows beside them and have no bound of their own. */
function verdictText(name: string, { bound, holds }: Comparison): string {
  if (name === 'startToReady' || name === 'peakMemory') return '';
  return `${holds ? 'holds' : '**missed**'} (at most ${bound})`;
}

/** The table of a baseline: median, spread in brackets, runs, ratio, and whether the bound holds. */
export function renderTable(baseline: Baseline): string {
  const rows = ROWS.flatMap(([name, title, unit]) => {
    const comparison = baseline[name];
    if (!comparison) return [];
    const { portal, stock, ratio } = comparison;
    const cells = [
      title,
      figureText(portal, unit),
      figureText(stock, unit),
      `${Math.min(portal.runs, stock.runs)}`,
    ];
    return [
      `| ${[...cells, ratio.toFixed(2), verdictText(name, comparison)].join(
        ' | ',
      )} |`,
    ];
  });
  const apart = baseline.demoPlatform
    ? [
        '',
        `The demo platform, a process of its own that a real platform replaces: ready after ${figureText(
          baseline.demoPlatform.startSeconds,
          's',
        )}, resident memory ${figureText(
          baseline.demoPlatform.residentMiB,
          'MiB',
        )}.`,
      ]
    : [];
  return [
    `Measured on ${baseline.machine}; portal ${baseline.portal}, stock app ${baseline.stock}.`,
    '',
    '| | portal | stock app | runs each | ratio | bound |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...apart,
  ].join('\n');
}

/**
 * Puts the table between the two marks of a document.
 *
 * @throws Error when the document lost its marks
 */
export function replaceTable(document: string, table: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(
      `The README has no place for the figures; put '${BEGIN}' and '${END}' back.`,
    );
  }
  return `${document.slice(
    0,
    begin + BEGIN.length,
  )}\n\n${table}\n\n${document.slice(end)}`;
}
