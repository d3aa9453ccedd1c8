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
import { grainOf } from './text';

const TEMPLATES = join(__dirname, '../../../../templates');

/** What the form of any REST source fills in for the kinds that it chooses by default. */
const OF_A_KIND = {
  authentication: {
    kind: 'query',
    name: 'api_key',
    variable: 'PRICES_API_KEY',
  },
  pagination: {
    kind: 'page',
    pageParameter: 'page',
    limitParameter: 'per_page',
    pageSize: 100,
  },
};

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
    const { kind } = spec.steps[0].input;
    const more = kind === 'rest' ? OF_A_KIND : {};
    return [name, { ...Object.fromEntries(values), ...more, kind }];
  });

function specOf(form: Record<string, unknown>): ConnectorSpec {
  const checked = checkConnector(form);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.spec;
}

const formOf = (kind: string) =>
  FORMS.find(([, form]) => form.kind === kind)?.[1] ?? {};

describe('one of several kinds', () => {
  const check = (authentication: object, pagination: object = {}) =>
    checkConnector({
      ...formOf('rest'),
      authentication,
      ...(Object.keys(pagination).length > 0 && { pagination }),
    });
  it('is taken without what was typed for another kind', () => {
    const checked = check(
      { kind: 'bearer', name: 'api_key', variable: 'PRICES_API_KEY' },
      { kind: 'none', pageParameter: 'page', pageSize: 100 },
    );
    expect(checked).toMatchObject({
      ok: true,
      spec: {
        authentication: { kind: 'bearer', variable: 'PRICES_API_KEY' },
        pagination: { kind: 'none' },
      },
    });
  });
  it('is refused with what belongs to none, and with a kind that is none', () => {
    expect(check({ kind: 'none', nmae: 'x' }).ok).toBe(false);
    expect(check({ kind: 'magic', name: 'x' }).ok).toBe(false);
    expect(check([]).ok).toBe(false);
  });
});

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

/** Every expression that alerts and panels of a connector ask. */
function expressionsOf(files: ReadonlyMap<string, string>): string[] {
  const told = [...files].filter(([path]) =>
    /^(deploy\/(prometheusrule|vmrule)\.yaml|dashboards\/)/.test(path),
  );
  const found: string[] = [];
  for (const [, text] of told) {
    JSON.stringify(parse(text), (key, value) => {
      if (key === 'expr') found.push(value);
      return value;
    });
  }
  return found;
}

const ruleOf = (form: Record<string, unknown>, alert: string): string => {
  const files = generateConnector(specOf(form));
  const { spec } = parse(files.get('deploy/prometheusrule.yaml') ?? '');
  return spec.groups[0].rules.find(
    (one: { alert: string }) => one.alert === alert,
  ).expr;
};

describe('numbers that a run sends when it ends', () => {
  const scheduled = FORMS.filter(
    ([, form]) => planConnector(specOf(form)).runs === 'scheduled',
  );
  it.each(scheduled)(
    '%s: alerts and panels look back to the last run, for a sample is gone after five minutes',
    (_, form) => {
      for (const scheduler of ['kubernetes', 'dolphinscheduler']) {
        const files = generateConnector(specOf({ ...form, scheduler }));
        const own = expressionsOf(files).filter(one => /connector_/.test(one));
        expect(own.length).toBeGreaterThan(4);
        for (const expression of own) {
          const pushed = expression.match(/connector_\w+\{[^}]*\}/g) ?? [];
          const lookedBack =
            expression.match(
              /(last|max|sum)_over_time\(connector_\w+\{[^}]*\}\[\w+\]\)/g,
            ) ?? [];
          expect([expression, lookedBack.length]).toEqual([
            expression,
            pushed.length,
          ]);
        }
      }
    },
  );

  it('of a process that does not end are scraped: counters are asked by how much they grew', () => {
    const files = generateConnector(specOf(formOf('webhook')));
    const asked = expressionsOf(files).join('\n');
    expect(asked).toMatch(/increase\(connector_records_total\{/);
    expect(asked).not.toMatch(/sum_over_time/);
  });

  it('say that runs fail until one ends well, whoever starts them', () => {
    const form = formOf('eia');
    expect(ruleOf(form, 'ConnectorFailing')).toMatch(
      /^max\(kube_job_status_start_time\{.+\} and on \(job_name\) kube_job_status_failed\{.+\} > 0\) > \(max\(kube_cronjob_status_last_successful_time\{.+\}\) or vector\(0\)\)$/,
    );
    expect(
      ruleOf({ ...form, scheduler: 'dolphinscheduler' }, 'ConnectorFailing'),
    ).toMatch(/^max\(last_over_time\(connector_up\{.+\}\[\d+h\]\)\) == 0$/);
  });

  it('are looked for longer than silence may last', () => {
    const form = { ...formOf('eia'), scheduler: 'dolphinscheduler' };
    const stale = ruleOf({ ...form, freshnessHours: 800 }, 'ConnectorStale');
    expect(Number(/\[(\d+)h\]/.exec(stale)?.[1])).toBeGreaterThan(800);
  });
});

it('a runbook speaks of runs where there are runs, and of a process where it does not end', () => {
  const runbookOf = (kind: string) =>
    [...generateConnector(specOf(formOf(kind)))].find(([path]) =>
      path.startsWith('docs/runbooks/'),
    )?.[1] ?? '';
  expect(runbookOf('eia')).toMatch(/create job --from=cronjob/);
  expect(runbookOf('eia')).toMatch(/Remove the job/);
  expect(runbookOf('webhook')).toMatch(/rollout restart/);
  expect(runbookOf('webhook')).not.toMatch(/the job|last run|it ends well/);
});

it.each(FORMS)(
  '%s: its README and its scripts offer a backfill in units of its cursor, or none without one',
  (_, form) => {
    const { stream } = planConnector(specOf(form));
    const files = generateConnector(specOf(form));
    const { scripts } = JSON.parse(files.get('package.json') ?? '');
    const told = /backfill -- --from (\S+) --to (\S+)/.exec(
      files.get('README.md') ?? '',
    );
    const { granularity = 'none' } = Object(stream.cursor);
    expect('backfill' in scripts).toBe(granularity !== 'none');
    // As the runtime's cursor reads them.
    const shape = {
      none: /^$/,
      second: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
      hour: /^\d{4}-\d{2}-\d{2}T\d{2}$/,
      day: /^\d{4}-\d{2}-\d{2}$/,
      month: /^\d{4}-\d{2}$/,
      year: /^\d{4}$/,
      number: /^\d+$/,
    }[String(granularity)];
    expect(told?.[1] ?? '').toMatch(shape ?? 'a granularity that is known');
    expect(told?.[2] ?? '').toMatch(shape ?? 'a granularity that is known');
  },
);

it.each([
  [['id'], 'an id'],
  [['symbol', 'trade_date'], 'a symbol and trade date'],
  [['uuid'], 'a uuid'],
])('a row of %j is one row %s', (primaryKey, grain) => {
  expect(grainOf(primaryKey)).toBe(grain);
});

it.each(['eia', 'webhook'])(
  'what a push builds anew under the same tag is what runs next: %s',
  kind => {
    const files = generateConnector(specOf(formOf(kind)));
    const deployed = [...files].filter(([path]) =>
      /^(deploy|workflow)\//.test(path),
    );
    const policies = deployed.flatMap(
      ([, text]) => text.match(/imagePullPolicy"?: "?\w+/g) ?? [],
    );
    expect(policies.length).toBeGreaterThan(1);
    expect(policies.filter(one => !/Always$/.test(one))).toEqual([]);
    expect(files.get('README.md')).toMatch(/under the same tag/);
  },
);

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
    ['rest', 'baseUrl', 'http://169.254.169.254/latest'],
    ['rest', 'baseUrl', 'http://2852039166/latest'],
    ['rest', 'baseUrl', 'http://metadata.google.internal/v1'],
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

describe('a webhook that callers outside reach', () => {
  const form: Record<string, unknown> = {
    ...formOf('webhook'),
    host: 'events.example.com',
  };

  it('has one path of one host, over TLS of cert-manager, and lets the controller in', () => {
    const files = generateConnector(specOf(form));
    const ingress = parse(files.get('deploy/ingress.yaml') ?? '');
    expect(ingress.metadata.annotations).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt-prod',
    });
    expect(ingress.spec).toEqual({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['events.example.com'], secretName: `${form.name}-tls` }],
      rules: [
        {
          host: 'events.example.com',
          http: {
            paths: [
              {
                path: '/events',
                pathType: 'Exact',
                backend: {
                  service: { name: form.name, port: { name: 'http' } },
                },
              },
            ],
          },
        },
      ],
    });
    const policy = parse(files.get('deploy/networkpolicy.yaml') ?? '');
    expect(policy.spec.ingress).toContainEqual({
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' },
          },
        },
      ],
      ports: [{ protocol: 'TCP', port: 8080 }],
    });
    const { resources } = parse(files.get('deploy/kustomization.yaml') ?? '');
    expect(resources).toContain('ingress.yaml');
    expect(files.get('README.md')).toContain(
      'https://events.example.com/events',
    );
  });

  it('is for the cluster alone without a host, also when the form sends an empty one', () => {
    for (const host of [undefined, '']) {
      const files = generateConnector(specOf({ ...form, host }));
      expect(files.has('deploy/ingress.yaml')).toBe(false);
      expect(files.get('deploy/networkpolicy.yaml')).not.toContain('nginx');
    }
  });

  it.each(['events', 'https://events.example.com', 'a..b.com', '-a.com'])(
    'refuses %s at its field',
    host => {
      const checked = checkConnector({ ...form, host });
      expect(checked).toMatchObject({
        ok: false,
        problems: [{ field: expect.stringContaining('host') }],
      });
    },
  );
});

describe('a Kafka cluster with TLS and users', () => {
  const secured = {
    brokers: 'one.kafka:9093, two.kafka:9093',
    tls: true,
    sasl: 'plain',
    kafkaUser: 'reader',
    kafkaCaSecret: 'cluster-ca',
    kafkaCertificateSecret: 'reader-certificate',
  };
  const environmentOf = (files: Map<string, string>, path: string) => {
    const { spec } = parse(files.get(path) ?? '');
    const pods = spec.jobTemplate ?? { spec };
    const env: Array<{ name: string; value?: string; valueFrom?: object }> =
      pods.spec.template.spec.containers[0].env;
    return new Map(
      env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]),
    );
  };
  const secret = (name: string, key: string) => ({
    secretKeyRef: { name, key },
  });

  it('is read by its address, with the secrets by their names', () => {
    const files = generateConnector(
      specOf({ ...formOf('kafka-iceberg'), ...secured }),
    );
    expect(JSON.parse(files.get('src/connector.json') ?? '')).toMatchObject({
      baseUrl: 'kafka://one.kafka:9093,two.kafka:9093?tls=true&sasl=plain',
      authentication: {
        in: 'basic',
        user: 'reader',
        secret: 'KAFKA_PASSWORD',
      },
    });
    const env = environmentOf(files, 'deploy/cronjob.yaml');
    expect(env.get('KAFKA_PASSWORD')).toEqual(secret('kafka-user', 'password'));
    expect(env.get('KAFKA_CA')).toEqual(secret('cluster-ca', 'ca.crt'));
    expect(env.get('KAFKA_KEY')).toEqual(
      secret('reader-certificate', 'tls.key'),
    );
  });

  it('is written to by settings that say the same', () => {
    const files = generateConnector(
      specOf({ ...formOf('websocket-kafka'), ...secured }),
    );
    const env = environmentOf(files, 'deploy/deployment.yaml');
    expect(Object.fromEntries(env)).toMatchObject({
      KAFKA_BROKERS: 'one.kafka:9093,two.kafka:9093',
      KAFKA_TLS: '1',
      KAFKA_SASL: 'plain',
      KAFKA_USER: 'reader',
      KAFKA_CERT: secret('reader-certificate', 'tls.crt'),
    });
  });

  it.each([
    [{ sasl: 'scram-sha-512' }, 'kafkaUser'],
    [{ sasl: 'plain', kafkaUser: 'reader' }, 'tls'],
    [{ kafkaCaSecret: 'cluster-ca' }, 'tls'],
  ])('refuses %j at the field that mends it', (change, field) => {
    const checked = checkConnector({ ...formOf('kafka-iceberg'), ...change });
    expect(checked).toMatchObject({ ok: false, problems: [{ field }] });
  });
});
