/*
 * Questions to an Iceberg REST catalog, through the door. Only reading: names of namespaces and tables, and the columns of a table.
 * Some catalogs keep everything below a prefix that they tell when they are asked for their configuration (Iceberg REST
 * specification, `GET /v1/config`).
 */
import {
  ApiPlace,
  PlatformDoor,
} from '@254carbon/backstage-plugin-platform-node';
import { z } from 'zod';
import { LakeSettings } from '../config';
import { LakeError } from './LakeError';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8 * 1_048_576;
/** Pages of one list; a catalog that goes on after that goes round in circles. */
const MOST_PAGES = 100;

const ConfigSchema = z.object({
  defaults: z.record(z.string(), z.unknown()).nullish(),
  overrides: z.record(z.string(), z.unknown()).nullish(),
});
const Token = z.string().nullish();
const NamespacesSchema = z.object({
  namespaces: z.array(z.array(z.string())),
  'next-page-token': Token,
});
const TablesSchema = z.object({
  identifiers: z.array(z.object({ name: z.string() })),
  'next-page-token': Token,
});
const ColumnSchema = z.object({
  name: z.string(),
  type: z.union([z.string(), z.object({ type: z.string() })]),
  required: z.boolean().default(false),
});
const SchemaSchema = z.object({
  'schema-id': z.number().optional(),
  fields: z.array(ColumnSchema),
});
const TableSchema = z.object({
  metadata: z.object({
    'current-schema-id': z.number().optional(),
    schemas: z.array(SchemaSchema).default([]),
    /** Of format version 1. */
    schema: SchemaSchema.optional(),
  }),
});

/** A column as the catalog tells it; a structure is told by its kind alone. */
export interface ToldColumn {
  name: string;
  type: string;
  required: boolean;
}

/** What the asker is made from. */
export interface AskerOptions {
  door: Pick<PlatformDoor, 'ask'>;
  place: ApiPlace;
  settings: LakeSettings;
}

/** Asks one catalog. Everything throws {@link LakeError}. */
export class CatalogAsker {
  readonly #options: AskerOptions;
  #prefix?: string;

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  /** Cluster that the catalog stands in; absent when an address names it. */
  get cluster(): string | undefined {
    const { place } = this.#options;
    return place.type === 'service' ? place.cluster : undefined;
  }

  /** Namespaces of one level, which are those that a form can name. */
  async listNamespaces(): Promise<string[]> {
    const names: string[] = [];
    for await (const page of this.#pages('/namespaces', NamespacesSchema)) {
      for (const levels of page.namespaces)
        if (levels.length === 1) names.push(levels[0]);
    }
    return names;
  }

  /** Names of the tables of a namespace; undefined when there is no such namespace any more. */
  async listTables(namespace: string): Promise<string[] | undefined> {
    const names: string[] = [];
    const path = `/namespaces/${encodeURIComponent(namespace)}/tables`;
    try {
      for await (const page of this.#pages(path, TablesSchema))
        names.push(...page.identifiers.map(({ name }) => name));
    } catch (error) {
      if (error instanceof LakeError && error.status === 404) return undefined;
      throw error;
    }
    return names;
  }

  /** Columns of a table as they are now; undefined when there is no such table. */
  async readColumns(
    namespace: string,
    name: string,
  ): Promise<ToldColumn[] | undefined> {
    const [space, table] = [namespace, name].map(encodeURIComponent);
    const path = `/namespaces/${space}/tables/${table}?snapshots=refs`;
    try {
      const { metadata } = await this.#ask(
        `${await this.#root()}${path}`,
        TableSchema,
      );
      const current = metadata['current-schema-id'];
      const schema =
        metadata.schemas.find(one => one['schema-id'] === current) ??
        metadata.schema;
      if (!schema) {
        throw new LakeError(
          `The Iceberg REST catalog tells no columns of ${namespace}.${name}; look at the table there.`,
        );
      }
      return schema.fields.map(({ type, ...rest }) => ({
        ...rest,
        type: typeof type === 'string' ? type : type.type,
      }));
    } catch (error) {
      if (error instanceof LakeError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #root(): Promise<string> {
    if (this.#prefix === undefined) {
      const { warehouse } = this.#options.settings;
      const query = warehouse
        ? `?warehouse=${encodeURIComponent(warehouse)}`
        : '';
      const told = await this.#ask(`/v1/config${query}`, ConfigSchema);
      const prefix = told.overrides?.prefix ?? told.defaults?.prefix;
      this.#prefix =
        typeof prefix === 'string' && prefix !== ''
          ? `/${prefix.split('/').map(encodeURIComponent).join('/')}`
          : '';
    }
    return `/v1${this.#prefix}`;
  }

  async *#pages<T extends { 'next-page-token'?: string | null }>(
    path: string,
    schema: z.ZodType<T>,
  ): AsyncGenerator<T> {
    const root = await this.#root();
    let token: string | null | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = token ? `?pageToken=${encodeURIComponent(token)}` : '';
      const answer = await this.#ask(`${root}${path}${query}`, schema);
      yield answer;
      token = answer['next-page-token'];
      if (!token) return;
    }
    throw new LakeError(
      `The Iceberg REST catalog does not come to the end of ${path}; look at its log.`,
    );
  }

  async #ask<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const { door, place, settings } = this.#options;
    const what = path.split('?')[0];
    const answer = await door.ask({
      place,
      path,
      source: { kind: 'api', name: 'iceberg', detail: `GET ${what}` },
      request: {
        headers: { ...settings.headers },
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
      },
      read: ({ status, body }) => ({ status, json: parseJson(body) }),
    });
    if (!answer.ok) {
      throw new LakeError(
        `The Iceberg REST catalog gave no answer: ${answer.reason}`,
      );
    }
    const { status, json } = answer.value;
    if (status === 401 || status === 403) {
      throw new LakeError(
        `The Iceberg REST catalog refuses the portal ${what} (HTTP ${status}); give the portal a right to read, and its identity in dataSources.lake.headers.`,
        status,
      );
    }
    const parsed = schema.safeParse(json);
    if (status === 200 && parsed.success) return parsed.data;
    throw new LakeError(
      status === 200
        ? `The Iceberg REST catalog answers ${what} in a shape that the portal does not know; check dataSources.lake.url and what stands in front of it.`
        : `The Iceberg REST catalog answers ${what} with HTTP ${status}; look at its log.`,
      status,
    );
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
