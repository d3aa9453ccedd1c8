import { portsOf } from '../places';
import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { sourceOf } from '../planRest';
import { instantAfter, sampleRecords } from '../sample';
import { secretOf } from '../secretOf';
import { z } from 'zod';
import { SOURCE_FIELDS } from '../restFields';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField } from '../columnFields';
import { identifierField, variableField } from '../fields';
import { grainOf } from '../text';

/** Rows of a PostgreSQL table that are new since the last run. */
export const DatabaseSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('database'),
    ...SOURCE_FIELDS,
    /** `host:port/database`, without a user. */
    server: z
      .string()
      .max(200, 'use at most 200 characters')
      .regex(
        /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?:\d{2,5}\/[A-Za-z0-9_-]+$/,
        'write host:port/database, such as postgres.data-platform:5432/trades',
      ),
    user: identifierField(),
    /** Variable that holds the password. */
    variable: variableField().default('DATABASE_PASSWORD'),
    sourceSchema: identifierField().default('public'),
    sourceTable: identifierField(),
    /** Column that only grows: a number or an instant. */
    cursorColumn: identifierField(),
    pageSize: z.number().int().min(1).max(100_000).default(5000),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** Rows of a table in a database. */
export type DatabaseSpec = z.infer<typeof DatabaseSpecSchema>;

/** The unit in which the cursor counts, from the type of its column. */
function granularityOf(spec: DatabaseSpec): 'number' | 'day' | 'second' {
  const type = spec.columns.find(one => one.name === spec.cursorColumn)?.type;
  if (type === 'timestamp') return 'second';
  return type === 'date' ? 'day' : 'number';
}

/** Everything of a pipeline for a table in a database that other kinds do not share. */
export function planDatabase(spec: DatabaseSpec): ConnectorPlan {
  const { server, user, variable, sourceSchema, sourceTable } = spec;
  const columns = plannedColumns(
    spec.columns.map(({ from, ...column }) => column),
  );
  const { records, rows } = sampleRecords(columns, [
    ...spec.primaryKey,
    spec.cursorColumn,
  ]);
  const granularity = granularityOf(spec);
  const secret = secretOf(spec, variable);
  return {
    source: sourceOf(spec)(`postgres://${server}`),
    summary: `${spec.source} ${sourceSchema}.${sourceTable}, what is new by ${spec.cursorColumn}`,
    grain: grainOf(spec.primaryKey),
    series: [`${sourceSchema}.${sourceTable}`],
    connection: {
      kind: 'database',
      baseUrl: `postgres://${server}`,
      authentication: { in: 'basic', user, secret: secret.variable },
    },
    stream: {
      path: '/',
      parameters: {},
      pagination: { kind: 'none' },
      cursor: {
        field: spec.cursorColumn,
        granularity,
        initial: granularity === 'number' ? '0' : '1970-01-01',
        lookback: 0,
      },
      recordsAt: '',
      errorsAt: [],
      database: {
        table: `${sourceSchema}.${sourceTable}`,
        pageRows: spec.pageSize,
      },
    },
    columns,
    primaryKey: spec.primaryKey,
    secrets: [secret],
    sample: {
      fixtures: { 'rows.json': records },
      rows,
      now: instantAfter('2024-01-02', 10),
    },
    world: 'database',
    packages: ['pg'],
    ports: portsOf([server]),
    runs: 'scheduled',
    caveats: [
      'Rows are found by a column that only grows: what is deleted at the source stays, and a change that does not touch that column is not seen.',
    ],
  };
}
