/*
 * What the answers of an HTTP source are written in. CSV has rows and nothing around them, XML has elements and one root: what needs a place in an
 * answer, or a shape of JSON, is refused at its field before a connector is made that could never read a page.
 */
import { z } from 'zod';
import type { RestPaginationSchema } from './restFields';

/** Signs between the values of a line; a tab is written as a word, because nobody sees it in a form. */
const DELIMITERS = { ',': ',', ';': ';', '|': '|', tab: '\t' } as const;

/** What answers are written in. */
export const REST_FORMAT_FIELDS = {
  format: z.enum(['json', 'csv', 'xml']).default('json'),
  /** Of CSV: between the values of a line. */
  delimiter: z.enum([',', ';', '|', 'tab']).default(','),
  /** Of CSV: lines before the header. */
  skipLines: z.number().int().min(0).max(100).default(0),
};

type RestPagination = z.infer<typeof RestPaginationSchema>;

interface Formatted {
  readonly format: 'json' | 'csv' | 'xml';
  readonly delimiter: keyof typeof DELIMITERS;
  readonly skipLines: number;
  readonly recordsAt: string;
  readonly shape: 'objects' | 'table' | 'keyed';
  readonly pagination: RestPagination;
  readonly columns: ReadonlyArray<{ readonly from?: string | undefined }>;
}

/** How the CSV of a source is written, for its declaration. */
export function csvOf({
  delimiter,
  skipLines,
}: Pick<Formatted, 'delimiter' | 'skipLines'>) {
  return { delimiter: DELIMITERS[delimiter], skipLines };
}

const XML_PLACE = /^@?[A-Za-z_][\w-]*(\.@?[A-Za-z_][\w-]*)*$/;

/** Places in the answer that a pagination names. */
function placesOf(pagination: RestPagination): string[] {
  switch (pagination.kind) {
    case 'offset':
      return pagination.totalAt ? [pagination.totalAt] : [];
    case 'cursor':
    case 'next-url':
      return [pagination.nextAt];
    case 'last-page':
      return [pagination.lastPageAt];
    default:
      return [];
  }
}

type Misfit = readonly [field: string, cure: string];

function* csvMisfits({ recordsAt, pagination }: Formatted): Iterable<Misfit> {
  if (recordsAt !== '') {
    yield ['recordsAt', 'is a place in the answer, and CSV has none; empty it'];
  }
  if (['cursor', 'next-url', 'last-page'].includes(pagination.kind)) {
    yield [
      'pagination',
      'needs a place in the answer, and CSV has none; choose none, page, offset or link-header',
    ];
  }
}

function* xmlMisfits(spec: Formatted): Iterable<Misfit> {
  const { recordsAt, pagination, columns } = spec;
  if (!recordsAt.includes('.')) {
    yield ['recordsAt', 'names the elements that are rows, such as list.row'];
  }
  const [root] = recordsAt.split('.');
  if (placesOf(pagination).some(place => place.split('.')[0] !== root)) {
    yield [
      'pagination',
      `names a place outside of the document; let it begin with ${root}.`,
    ];
  }
  for (const [index, { from }] of columns.entries()) {
    if (from !== undefined && !XML_PLACE.test(from)) {
      yield [
        `columns.${index}.from`,
        'is no element or attribute; write it like price or @date',
      ];
    }
  }
}

/** What does not go with a format, as `[field, what to do]`. */
function* misfits(spec: Formatted): Iterable<Misfit> {
  if (spec.format === 'json') return;
  if (spec.shape !== 'objects') {
    yield ['shape', 'is of JSON only; choose objects'];
  }
  yield* spec.format === 'csv' ? csvMisfits(spec) : xmlMisfits(spec);
}

/** Whether what is said of an answer goes with its format; a refinement of a spec. */
export function checkFormat(spec: Formatted, context: z.RefinementCtx): void {
  for (const [field, message] of misfits(spec)) {
    context.addIssue({ code: 'custom', path: field.split('.'), message });
  }
}
