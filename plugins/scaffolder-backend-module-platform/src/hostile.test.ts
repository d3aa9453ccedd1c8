/*
 * What somebody can send who does not use the form: the task API takes any value for any field. Each is refused by the first step with the name of its
 * field; nothing is written, nothing registered, and no part of the value comes back.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  CONNECTOR_NAMES,
  FormValue,
  TEMPLATES,
} from './__fixtures__/templates';
import { dryRun, Scaffolder, startScaffolder } from './__testUtils__/dryRun';

let backend: Scaffolder;
beforeAll(async () => {
  backend = await startScaffolder();
}, 60_000);
afterAll(() => backend.stop());

/** Values that no field of any form may hold; `{mark}` must not come back. */
const HOSTILE: ReadonlyArray<[string, string]> = [
  ['path traversal', '../../../../etc/{mark}'],
  ['absolute path', '/etc/{mark}/../shadow'],
  ['template injection', '${{ secrets.{mark} }}'],
  ['nunjucks', '{{ "{mark}" }}{% raw %}'],
  ['shell', '$(touch {mark}); `id` && rm -rf'],
  ['quotes', '\'"{mark}"\''],
  ['YAML', '{mark}: [1\n- &a *a\n--- !!js'],
  ['line break', '{mark}\nkind: Template'],
  ['carriage return', '{mark}\r\nx-key: y'],
  ['null byte', '{mark}\u0000'],
  ['invisible', '{mark}\u202e\u200b'],
  ['markup', '<script>{mark}</script>'],
  ['huge', `{mark}${'a'.repeat(100_000)}`],
];

/** A field that a form asks, with the shape its schema gives it. */
interface Field {
  readonly type: string;
  readonly enum?: readonly string[];
}

async function fieldsOf(name: string): Promise<Array<[string, Field]>> {
  const { spec } = parse(
    await readFile(join(TEMPLATES, name, 'template.yaml'), 'utf8'),
  );
  return spec.parameters.flatMap((page: { properties: object }) =>
    Object.entries(page.properties),
  );
}

const MARK = 'mark7f3a';

/** The value where the field takes texts; inside, where it takes lists or objects. */
function poisoned(field: Field, text: string): FormValue {
  if (field.type === 'array') return [{ name: text, type: text, value: text }];
  return field.type === 'object' ? { kind: text } : text;
}

describe.each(CONNECTOR_NAMES)('%s', name => {
  it('refuses hostile values in every field, by the name of the field', async () => {
    for (const [field, about] of await fieldsOf(name)) {
      // A document is judged by what it holds: text that is no document has to be refused as such.
      const values = all(field);
      for (const [what, template] of values) {
        const text = template.replace('{mark}', MARK);
        const { status, message, files } = await dryRun(backend, name, {
          [field]: poisoned(about, text),
        });
        expect({ field, what, status, files: files.size }).toEqual({
          field,
          what,
          status: 400,
          files: 0,
        });
        expect(`${what}: ${message}`).toContain(field);
      }
    }
  }, 120_000);
});

/** One value in npm test, every one with the whole matrix. */
function all(field: string): ReadonlyArray<[string, string]> {
  if (process.env.TEMPLATES_MATRIX === 'all') return HOSTILE;
  const start = field.length % HOSTILE.length;
  return [HOSTILE[start], HOSTILE[(start + 5) % HOSTILE.length]];
}

describe('what the schema of a form cannot see', () => {
  it.each([
    ['a table of two dots', 'eia-connector', { table: 'a.b.c' }, 'table'],
    ['an unknown field', 'eia-connector', { evil: 'x' }, 'evil'],
    ['a kind of another template', 'eia-connector', { kind: 'rest' }, 'kind'],
    [
      'duplicate columns',
      'rest-connector',
      {
        columns: [
          { name: 'date', type: 'date' },
          { name: 'date', type: 'string' },
        ],
      },
      'columns',
    ],
    [
      'a key in a parameter',
      'rest-connector',
      { parameters: [{ name: 'api_key', value: 'abcdef' }] },
      'parameters',
    ],
    [
      'a key in an address',
      'rest-connector',
      { baseUrl: 'https://user:pass@api.example.com' },
      'baseUrl',
    ],
    [
      'a document that is a bomb',
      'import-connector',
      {
        document: `a: &a [x]\n${'bcdefgh'
          .split('')
          .map(
            (one, index) =>
              `${one}: &${one} [${`*${'abcdefg'[index]},`.repeat(9)}x]`,
          )
          .join('\n')}`,
      },
      'document',
    ],
    [
      'a reference to another document',
      'openapi-connector',
      {
        document:
          'openapi: 3.0.0\nservers: [{url: "https://a.example.com"}]\npaths: {/prices: {$ref: "file:///etc/passwd"}}',
      },
      'document',
    ],
    [
      'a schedule that never fires',
      'eia-connector',
      { schedule: '0 0 31 2 *' },
      'schedule',
    ],
  ])('%s is refused', async (_, name, change, field) => {
    const { status, message, files } = await dryRun(backend, name, change);
    expect({ status, files: files.size }).toEqual({ status: 400, files: 0 });
    expect(message).toContain(field);
  });
});
