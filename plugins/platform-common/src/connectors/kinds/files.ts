import type { JsonObject, JsonValue } from '../../kubernetes';
import { ConnectorPlaces, portOf } from '../places';
import type { ConnectorPlan } from '../plan';
import { plannedColumns } from '../planColumns';
import { sourceOf } from '../planRest';
import { instantAfter, sampleRecords } from '../sample';
import { z } from 'zod';
import { SOURCE_FIELDS } from '../restFields';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField } from '../columnFields';
import { grainOf } from '../text';

/** Files that somebody drops into a bucket. */
export const FilesSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('files'),
    ...SOURCE_FIELDS,
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of a bucket')
      .refine(value => !value.includes('..'), 'leave out ..'),
    /** Keys below this are read, `inbox/prices/`. */
    prefix: z
      .string()
      .max(200, 'use at most 200 characters')
      .regex(
        /^([A-Za-z0-9_.=-]+\/)*$/,
        'write a folder that ends with /, such as inbox/prices/',
      )
      .refine(value => !/(^|\/)\.\.?(\/|$)/.test(value), 'leave out . and ..')
      .default(''),
    format: z.enum(['csv', 'json', 'jsonl', 'parquet']).default('csv'),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** Files in a bucket. */
export type FilesSpec = z.infer<typeof FilesSpecSchema>;

const SUFFIXES = {
  csv: '.csv',
  json: '.json',
  jsonl: '.jsonl',
  parquet: '.parquet',
} as const;

function csvOf(records: readonly JsonObject[], header: string[]): string {
  const lines = records.map(record =>
    header.map(name => String(record[name] ?? '')).join(','),
  );
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

function sampleOf(spec: FilesSpec): ConnectorPlan['sample'] {
  // A flat file has no places: a dot in a name is part of the name.
  const columns = plannedColumns(spec.columns);
  const flat = columns.map(({ from, ...column }) => column);
  const { records: byName, rows } = sampleRecords(flat, spec.primaryKey);
  const records = byName.map(record =>
    Object.fromEntries(
      columns.map(({ name, from }) => [from ?? name, record[name] ?? null]),
    ),
  );
  const header = columns.map(({ name, from }) => from ?? name);
  const contents: Record<FilesSpec['format'], JsonValue> = {
    csv: csvOf(records, header),
    json: records,
    jsonl: `${records.map(one => JSON.stringify(one)).join('\n')}\n`,
    // Written as Parquet by the test: a text file cannot hold it.
    parquet: records,
  };
  const name = spec.format === 'parquet' ? 'json' : spec.format;
  return {
    fixtures: { [`drop/prices-2024-01-02.${name}`]: contents[spec.format] },
    rows,
    now: instantAfter('2024-01-02', 10),
  };
}

/** Other people's packages that read the bucket and the format. */
function packagesOf({ format }: FilesSpec): string[] {
  return [
    'aws4fetch',
    'fast-xml-parser',
    ...(format === 'csv' ? ['csv-parse'] : []),
    ...(format === 'parquet' ? ['hyparquet', 'hyparquet-writer'] : []),
  ];
}

/** Everything of a pipeline for files in a bucket that other kinds do not share. */
export function planFiles(
  spec: FilesSpec,
  { objectStore }: ConnectorPlaces,
): ConnectorPlan {
  const place = `s3://${spec.bucket}`;
  return {
    source: sourceOf(spec)(`${place}/${spec.prefix}`),
    summary: `${spec.format.toUpperCase()} files of ${spec.source} in ${
      spec.bucket
    }/${spec.prefix}`,
    grain: grainOf(spec.primaryKey),
    series: [`${spec.bucket}/${spec.prefix}`],
    connection: {
      kind: 'files',
      baseUrl: place,
      authentication: { in: 'none' },
    },
    stream: {
      path: '/',
      parameters: {},
      pagination: { kind: 'none' },
      recordsAt: '',
      errorsAt: [],
      files: {
        prefix: spec.prefix,
        suffix: SUFFIXES[spec.format],
        format: spec.format === 'jsonl' ? 'ndjson' : spec.format,
      },
    },
    columns: plannedColumns(spec.columns),
    primaryKey: spec.primaryKey,
    secrets: [
      {
        variable: 'S3_ACCESS_KEY_ID',
        name: spec.secretName ?? objectStore.secretName,
        key: objectStore.accessKeyName,
      },
      {
        variable: 'S3_SECRET_ACCESS_KEY',
        name: spec.secretName ?? objectStore.secretName,
        key: objectStore.secretKeyName,
      },
    ],
    sample: sampleOf(spec),
    world: 'files',
    packages: packagesOf(spec),
    ports: [portOf(objectStore.endpoint)],
    runs: 'scheduled',
    environment: {
      S3_ENDPOINT: objectStore.endpoint,
      S3_REGION: objectStore.region,
    },
    caveats: [
      'A file counts once, by its content: dropping it again changes nothing. What cannot be read is set aside with the reason.',
    ],
  };
}
