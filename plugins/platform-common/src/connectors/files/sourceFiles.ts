/*
 * The program of a connector. All of it is data (`connector.json`, a schema, expectations) under two JavaScript files that are the same in every
 * repository: what somebody typed into a form is never part of a program.
 */
import type { JsonObject, JsonValue } from '../../kubernetes';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import { isMapping } from '../documents';
import type { ConnectorPlan } from '../plan';
import { declaredColumns, schemaOf } from '../planColumns';
import { jsonText, lines } from '../text';

const MAIN = lines(
  `import { fileURLToPath } from 'node:url';`,
  `import { runCli } from '@254carbon/connector-runtime';`,
  `import connector from './connector.js';`,
  ``,
  `process.exitCode = await runCli({`,
  `  declaration: connector,`,
  `  argv: process.argv.slice(2),`,
  `  env: process.env,`,
  `  root: fileURLToPath(new URL('..', import.meta.url)),`,
  `  print: line => process.stdout.write(\`\${line}\\n\`),`,
  `});`,
);

const CONNECTOR = lines(
  `import { readFileSync } from 'node:fs';`,
  `import { defineConnector, relocate } from '@254carbon/connector-runtime';`,
  ``,
  `const read = path =>`,
  `  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));`,
  ``,
  `const { streams, ...declaration } = read('./connector.json');`,
  `const expectations = read('../quality/checks.json');`,
  ``,
  `/**`,
  ` * What is read and how (connector.json), the contract of a row (schemas/), what is expected of rows (quality/). Keys are read from the`,
  ` * environment when it runs.`,
  ` */`,
  `const declared = defineConnector({`,
  `  ...declaration,`,
  `  streams: streams.map(stream => ({`,
  `    ...stream,`,
  `    schema: read(\`../schemas/\${stream.name}.schema.json\`),`,
  `    checks: expectations[stream.name],`,
  `  })),`,
  `});`,
  ``,
  `const variable = declared.source.toUpperCase().replaceAll('-', '_');`,
  `const elsewhere = process.env[\`\${variable}_BASE_URL\`];`,
  ``,
  `/** <SOURCE>_BASE_URL points it at another host; pages that name the declared host are asked there too. */`,
  `export default elsewhere ? relocate(declared, elsewhere) : declared;`,
);

/** Name of the one stream of a generated connector: the state of several connectors may lie in one bucket. */
function streamOf({ name }: ConnectorSpec): string {
  return name;
}

/** What is expected of every table, and what its kind adds. */
export function checksOf(
  plan: ConnectorPlan,
  freshnessHours: number,
): JsonObject[] {
  const cursor = plan.stream.cursor;
  const field =
    typeof cursor === 'object' && cursor !== null && !Array.isArray(cursor)
      ? cursor.field
      : undefined;
  const dated = plan.columns.find(
    ({ name, type }) =>
      name === field && (type === 'date' || type === 'timestamp'),
  );
  return [
    { check: 'row-count', min: 1, severity: 'warn' },
    { check: 'unique', columns: [...plan.primaryKey], severity: 'warn' },
    ...(dated
      ? [
          {
            check: 'freshness',
            column: dated.name,
            maxAgeHours: freshnessHours + 24 * 14,
            severity: 'warn',
          },
        ]
      : []),
    ...(plan.checks ?? []),
  ];
}

function declarationOf(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  freshnessHours: number,
): JsonObject {
  const newColumn =
    spec.contract.newColumn === 'evolve'
      ? plan.newColumn ?? 'evolve'
      : spec.contract.newColumn;
  return {
    name: spec.name,
    source: plan.source.name,
    ...plan.connection,
    streams: [
      {
        name: streamOf(spec),
        ...plan.stream,
        columns: declaredColumns(plan.columns),
        primaryKey: [...plan.primaryKey],
        ...(plan.unwanted && { unwanted: [...plan.unwanted] }),
        contract: { newColumn, wrongType: spec.contract.wrongType },
        maxRejectedRatio: 0.01,
        freshnessHours,
        table: { ...spec.table },
      },
    ],
  };
}

/** A recorded answer says when it was heard, so that a question that holds "today" is the same whenever it is asked again. */
function fixtureText(content: JsonValue, now: string): string {
  if (typeof content === 'string') return content;
  const isAnswer = isMapping(content) && typeof content.request === 'string';
  return jsonText(isAnswer ? { ...content, at: now } : content);
}

/** Declaration, schema, expectations, fixtures and what they must become. */
export function sourceFiles(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  freshnessHours: number,
): Map<string, string> {
  const { columns, primaryKey, sample } = plan;
  const schema = schemaOf({
    title: `${plan.summary}: ${plan.grain}`,
    columns,
    primaryKey,
  });
  return new Map([
    ['src/main.js', MAIN],
    ['src/connector.js', CONNECTOR],
    ['src/connector.json', jsonText(declarationOf(spec, plan, freshnessHours))],
    [`schemas/${streamOf(spec)}.schema.json`, jsonText(schema)],
    [
      'quality/checks.json',
      jsonText({ [streamOf(spec)]: checksOf(plan, freshnessHours) }),
    ],
    ...Object.entries(sample.fixtures).map(
      ([name, content]): [string, string] => [
        `fixtures/${name}`,
        fixtureText(content, sample.now),
      ],
    ),
    [
      'test/expected.json',
      jsonText({ world: plan.world, now: sample.now, rows: sample.rows }),
    ],
  ]);
}
