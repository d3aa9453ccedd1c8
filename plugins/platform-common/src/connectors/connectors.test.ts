import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  checkConnector,
  ConnectorSpec,
  generateConnector,
  planConnector,
} from '.';
import { isCron } from '../manifests';
import { sha256 } from './sha256';

const TEMPLATES = join(__dirname, '../../../../templates');

/** The forms of the portal's own templates, filled with their defaults. */
const FORMS: ReadonlyArray<[string, Record<string, unknown>]> = readdirSync(
  TEMPLATES,
)
  .filter(name => name.endsWith('-connector'))
  .map(name => {
    const { spec } = parse(
      readFileSync(join(TEMPLATES, name, 'template.yaml'), 'utf8'),
    );
    const fields: Array<[string, { default?: unknown }]> =
      spec.parameters.flatMap((page: { properties: object }) =>
        Object.entries(page.properties),
      );
    const values = fields
      .filter(([, field]) => field.default !== undefined)
      .map(([field, about]) => [field, about.default]);
    return [
      name,
      { ...Object.fromEntries(values), kind: spec.steps[0].input.kind },
    ];
  });

function specOf(form: Record<string, unknown>): ConnectorSpec {
  const checked = checkConnector(form);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.spec;
}

const formOf = (kind: string) =>
  FORMS.find(([, form]) => form.kind === kind)?.[1] ?? {};

describe('sha256', () => {
  it('is what Node says, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        expect(sha256(text)).toBe(
          createHash('sha256').update(text).digest('hex'),
        );
      }),
    );
    const long = 'é'.repeat(70_000);
    expect(sha256(long)).toBe(createHash('sha256').update(long).digest('hex'));
  });
});

describe.each(FORMS)('%s', (_, form) => {
  it('is made from its defaults, the same each time', () => {
    const spec = specOf(form);
    const files = generateConnector(spec);
    expect([...generateConnector(spec)]).toEqual([...files]);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        '.254carbon/generation.yaml',
        '.github/workflows/ci.yaml',
        'Containerfile',
        'README.md',
        'catalog-info.yaml',
        'package-lock.json',
        'quality/checks.json',
        'src/connector.json',
        'test/connector.test.js',
        'workflow/dolphinscheduler.json',
      ]),
    );
  });

  it('says in generation.yaml what it was made from, and the digest of each file', () => {
    const files = generateConnector(specOf(form));
    const { inputs, files: digests } = parse(
      files.get('.254carbon/generation.yaml') ?? '',
    );
    expect(inputs).toMatchObject({ name: form.name, kind: form.kind });
    for (const [path, text] of files) {
      if (path === '.254carbon/generation.yaml') continue;
      const digest = createHash('sha256').update(text).digest('hex');
      expect(digests[path]).toBe(`sha256:${digest}`);
    }
  });

  it('refers to secrets by name, and every variable that is one is a reference', () => {
    const plan = planConnector(specOf(form));
    const files = generateConnector(specOf(form));
    const workload = [...files].find(([path]) =>
      /deploy\/(cronjob|deployment)\.yaml/.test(path),
    )?.[1];
    for (const { variable } of plan.secrets) {
      expect(workload).toMatch(
        new RegExp(`name: ${variable}\\n\\s+valueFrom:\\n\\s+secretKeyRef:`),
      );
    }
  });
});

describe('a form', () => {
  it.each([
    ['eia', 'series', 'a b'],
    ['eia', 'owner', 'user:default/somebody'],
    ['eia', 'table', 'Energy.Prices'],
    ['eia', 'timezone', 'Mars/Olympus'],
    ['eia', 'image', 'nginx:latest'],
    ['eia', 'schedule', '0 6 1 * 1'],
    ['gie', 'area', 'de'],
    ['rest', 'path', '/a/../b'],
    ['rest', 'baseUrl', 'ftp://a.example.com'],
    ['database', 'server', 'postgres'],
    ['scrape', 'contact', 'nobody'],
  ])('of %s is refused at %s for %j', (kind, field, value) => {
    const checked = checkConnector({ ...formOf(kind), [field]: value });
    expect(checked.ok).toBe(false);
    const fields = checked.ok ? [] : checked.problems.map(one => one.field);
    expect(fields.map(one => one.split('.')[0])).toContain(field);
  });

  it('never throws and never makes a path that leaves the repository, whatever is sent', () => {
    const [, eia] = FORMS.find(([, form]) => form.kind === 'eia') ?? ['', {}];
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(eia)),
        fc.oneof(fc.string(), fc.anything()),
        (field, value) => {
          const checked = checkConnector({ ...eia, [field]: value });
          if (!checked.ok) return;
          for (const path of generateConnector(checked.spec).keys()) {
            expect(path).toMatch(/^[.\w-]+(\/[.\w-]+)*$/);
            expect(path).not.toMatch(/(^|\/)\.\.(\/|$)/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes any schedule that Quartz can say, and says how long silence may last', () => {
    const number = (least: number, most: number) =>
      fc.integer({ min: least, max: most }).map(String);
    fc.assert(
      fc.property(number(0, 59), number(0, 23), number(0, 6), (m, h, d) => {
        const schedule = `${m} ${h} * * ${d}`;
        expect(isCron(schedule)).toBe(true);
        const spec = specOf({ ...formOf('eia'), schedule });
        const { streams } = JSON.parse(
          generateConnector(spec).get('src/connector.json') ?? '',
        );
        expect(streams[0].freshnessHours).toBe(7 * 24 + 6);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the format of a REST source', () => {
  const rest = (change: object) => ({ ...formOf('rest'), ...change });
  const fieldsOf = (change: object) => {
    const checked = checkConnector(rest(change));
    return checked.ok ? [] : checked.problems.map(({ field }) => field);
  };
  const csv = { format: 'csv', recordsAt: '', pagination: { kind: 'none' } };
  const xml = {
    format: 'xml',
    recordsAt: 'list.row',
    pagination: { kind: 'none' },
  };

  it.each([
    [{ ...csv, recordsAt: 'data' }, 'recordsAt'],
    [{ ...csv, shape: 'table' }, 'shape'],
    [{ ...csv, delimiter: 'x' }, 'delimiter'],
    [
      { ...csv, pagination: { kind: 'next-url', nextAt: 'next' } },
      'pagination',
    ],
    [{ ...xml, recordsAt: 'row' }, 'recordsAt'],
    [
      { ...xml, pagination: { kind: 'next-url', nextAt: 'next' } },
      'pagination',
    ],
    [
      {
        ...xml,
        columns: [{ name: 'date', type: 'date', from: 'Trade Date' }],
        primaryKey: 'date',
      },
      'columns.0.from',
    ],
    [{ ...xml, format: 'yaml' }, 'format'],
  ])('of %j is refused at %s', (change, field) => {
    expect(fieldsOf(change)).toContain(field);
  });

  it.each([
    [
      'json',
      { pagination: { kind: 'none' } },
      [],
      'application/json',
      /"data"/,
    ],
    ['csv', csv, ['csv-parse'], 'text/csv', /^date,symbol,price,volume\n2024/],
    [
      'csv with tabs',
      { ...csv, delimiter: 'tab', skipLines: 1 },
      ['csv-parse'],
      'text/csv',
      /^Note 1\ndate\tsymbol\t/,
    ],
    [
      'xml',
      xml,
      ['fast-xml-parser'],
      'application/xml',
      /<list><row><date>2024-01-02<\/date>.*<\/row><\/list>\n$/s,
    ],
  ])(
    '%s has a sample in it and the package that reads it',
    (_, change, packages, contentType, body) => {
      const files = generateConnector(
        specOf(rest({ ...change, sink: 'files', runtime: 'vendored' })),
      );
      const fixture = JSON.parse(files.get('fixtures/0001.json') ?? '');
      expect(fixture.contentType).toBe(contentType);
      expect(
        typeof fixture.body === 'string'
          ? fixture.body
          : JSON.stringify(fixture.body),
      ).toMatch(body);
      const { dependencies } = JSON.parse(files.get('package.json') ?? '');
      expect(Object.keys(dependencies)).toEqual([
        '@254carbon/connector-runtime',
        ...packages,
      ]);
    },
  );
});

describe('packages', () => {
  it.each([
    ['files', []],
    ['trino', []],
    ['s3', ['aws4fetch', 'hyparquet-writer']],
    ['iceberg', ['avsc', 'iceberg-js', 'hyparquet-writer']],
  ])(
    'the sink %s needs %j and the lockfile has all of them, without an address',
    (sink, needed) => {
      const files = generateConnector(specOf({ ...formOf('eia'), sink }));
      const { dependencies } = JSON.parse(files.get('package.json') ?? '');
      expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(needed));
      const { packages } = JSON.parse(files.get('package-lock.json') ?? '');
      for (const name of Object.keys(dependencies)) {
        expect(packages).toHaveProperty([`node_modules/${name}`]);
      }
      for (const [place, entry] of Object.entries<{ resolved?: string }>(
        packages,
      )) {
        expect(`${place} ${entry.resolved ?? 'file:'}`).toContain('file:');
      }
      expect(Object.keys(packages).length).toBeGreaterThan(needed.length + 1);
    },
  );
});
