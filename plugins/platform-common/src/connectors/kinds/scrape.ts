import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { sourceOf } from '../planRest';
import { answer, instantAfter, requestOf, sampleRecords } from '../sample';
import { z } from 'zod';
import { SOURCE_FIELDS } from '../restFields';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField } from '../columnFields';
import { addressField, pathField } from '../fields';
import { grainOf } from '../text';

/** A table of a web page, read politely. */
export const ScrapeSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('scrape'),
    ...SOURCE_FIELDS,
    baseUrl: addressField(['https', 'http']),
    path: pathField(),
    /** CSS selector of the table: an element, an id, a class. */
    selector: z
      .string()
      .max(120, 'use at most 120 characters')
      .regex(
        /^[a-z][a-z0-9]*([#.][A-Za-z][A-Za-z0-9_-]*)*( [a-z][a-z0-9]*([#.][A-Za-z][A-Za-z0-9_-]*)*)*$/,
        'write a selector such as table.prices',
      )
      .default('table'),
    /** Who the site can write to. */
    contact: z
      .string()
      .regex(
        /^[A-Za-z0-9._+-]{1,60}@[A-Za-z0-9-]{1,60}(\.[A-Za-z0-9-]{1,60}){1,4}$/,
        'write an e-mail address that somebody reads',
      ),
    secondsBetweenRequests: z.number().min(1).max(3600).default(10),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** A table of a web page. */
export type ScrapeSpec = z.infer<typeof ScrapeSpecSchema>;

/** `table#prices.wide` as what opens and closes such an element. */
function elementOf(simple: string): { open: string; close: string } {
  const [name] = simple.split(/[#.]/);
  const marksOf = (mark: string) =>
    [...simple.matchAll(new RegExp(`\\${mark}([A-Za-z0-9_-]+)`, 'g'))].map(
      one => one[1],
    );
  const classes = marksOf('.').join(' ');
  const attributes = [
    ...marksOf('#').map(id => ` id="${id}"`),
    classes ? ` class="${classes}"` : '',
  ].join('');
  return { open: `<${name}${attributes}>`, close: `</${name}>` };
}

/** A page that holds what a selector looks for. */
function pageOf(selector: string, header: string[], lines: string[][]): string {
  const around = selector.split(' ').map(elementOf);
  const rows = lines.map(
    cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`,
  );
  const head = header.map(name => `<th>${name}</th>`).join('');
  const open = around.map(one => one.open).join('');
  const close = around
    .map(one => one.close)
    .reverse()
    .join('');
  return `<!doctype html><html><body>${open}<thead><tr>${head}</tr></thead><tbody>${rows.join(
    '',
  )}</tbody>${close}</body></html>`;
}

function sampleOf(spec: ScrapeSpec): ConnectorPlan['sample'] {
  const columns = plannedColumns(spec.columns).map(
    ({ from, ...column }) => column,
  );
  const { records, rows } = sampleRecords(columns, spec.primaryKey);
  const page = pageOf(
    spec.selector,
    spec.columns.map(({ name, from }) => from ?? name),
    records.map(record =>
      columns.map(({ name }) => String(record[name] ?? '')),
    ),
  );
  return {
    fixtures: {
      '0001.json': {
        ...answer(
          requestOf(new URL('/robots.txt', spec.baseUrl).toString(), {}),
          'User-agent: *\nAllow: /\n',
        ),
        contentType: 'text/plain',
      },
      '0002.json': {
        ...answer(requestOf(`${spec.baseUrl}${spec.path}`, {}), page),
        contentType: 'text/html; charset=utf-8',
      },
    },
    rows,
    now: instantAfter('2024-01-02', 10),
  };
}

/** Everything of a pipeline for a table of a web page that other kinds do not share. */
export function planScrape(spec: ScrapeSpec): ConnectorPlan {
  const cells = Object.fromEntries(
    spec.columns.map(({ name }, index) => [
      name,
      { select: `td:nth-child(${index + 1})` },
    ]),
  );
  return {
    source: sourceOf(spec)(spec.baseUrl),
    summary: `the table at ${spec.source}${spec.path}`,
    grain: grainOf(spec.primaryKey),
    series: [spec.path],
    connection: {
      kind: 'html',
      baseUrl: spec.baseUrl,
      authentication: { in: 'none' },
    },
    stream: {
      path: spec.path,
      parameters: {},
      pagination: { kind: 'none' },
      recordsAt: '',
      errorsAt: [],
      html: {
        rows: `${spec.selector} tbody tr`,
        cells,
        userAgent: `${spec.name} (${spec.contact})`,
        delayMs: Math.round(spec.secondsBetweenRequests * 1000),
      },
    },
    columns: plannedColumns(spec.columns.map(({ from, ...column }) => column)),
    primaryKey: spec.primaryKey,
    secrets: [],
    sample: sampleOf(spec),
    world: 'http',
    packages: ['node-html-parser', 'robots-parser'],
    ports: [],
    runs: 'scheduled',
    caveats: [
      'robots.txt is read first and obeyed, and the page is asked for slowly, under a name with a contact.',
      'A page for people changes without notice: the columns are taken by their place in the row, and the tests of this repository say so first.',
    ],
  };
}
