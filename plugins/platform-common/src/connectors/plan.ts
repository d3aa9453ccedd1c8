/*
 * Between what was asked for and the files stands a plan: everything that differs from kind to kind, and nothing that does not. A kind is a function
 * from its spec to a plan; every file of a repository is a function from the common spec and a plan. So a new kind is one file, and a new artefact
 * reaches every kind.
 */
import type { JsonObject, JsonValue } from '../kubernetes';

/** A secret by its names: the variable that a connector reads, and the Kubernetes Secret behind it. Never a value. */
export interface PlannedSecret {
  readonly variable: string;
  readonly name: string;
  readonly key: string;
}

/** Who the data comes from. */
export interface PlannedSource {
  /** Name of the `Resource` of type `data-source` in the catalog. */
  readonly name: string;
  readonly title: string;
  /** Present when the repository declares the source itself: what its page says. */
  readonly declared?: string;
}

/** How a generated test stands in for the world. */
export type TestWorld =
  | 'http'
  | 'files'
  | 'kafka'
  | 'websocket'
  | 'webhook'
  | 'database';

/** The stream: everything of its declaration but its name, its table, its schema, its contract and its checks. */
export type PlannedStream = JsonObject;

/** What is recorded and what it must become. */
export interface PlannedSample {
  /** Below `fixtures/`: JSON, or text as it is. */
  readonly fixtures: Readonly<Record<string, JsonValue>>;
  /** Rows in the order of their key. */
  readonly rows: readonly JsonObject[];
  /** Instant at which the sample is read. */
  readonly now: string;
}

/** Everything that differs from kind to kind. */
export interface ConnectorPlan {
  readonly source: PlannedSource;
  /** One line: what is read. */
  readonly summary: string;
  /** What one row is: `a period`. */
  readonly grain: string;
  /** Ids that the source gives, for the catalog. */
  readonly series: readonly string[];
  /** Connector declaration without name, source and streams. */
  readonly connection: JsonObject;
  readonly stream: PlannedStream;
  readonly columns: readonly PlannedColumn[];
  readonly primaryKey: readonly string[];
  readonly secrets: readonly PlannedSecret[];
  readonly sample: PlannedSample;
  readonly world: TestWorld;
  /** Third-party packages that the source needs. */
  readonly packages: readonly string[];
  /** Ports inside the cluster that the source is reached at; an empty list: it is outside. */
  readonly ports: readonly number[];
  /** Ports of what is spoken to by TLS and may as well stand outside of the cluster. */
  readonly outside?: readonly number[];
  /** `scheduled` runs end; `always` listens. */
  readonly runs: 'scheduled' | 'always';
  /** Port that an `always` connector listens on. */
  readonly listens?: number;
  /** Where callers outside of the cluster find one path of what listens. */
  readonly offered?: {
    readonly host: string;
    readonly path: string;
    readonly className: string;
    readonly issuer: string;
  };
  /** Other settings of the workload. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Fields that the source always sends and that are no columns, by the names they have there. */
  readonly unwanted?: readonly string[];
  /** Replaces the contract when the source always sends what nobody wants. */
  readonly newColumn?: 'discard_value';
  /** What a reader has to know: limits of the source, what was not taken over. */
  readonly caveats: readonly string[];
  /** Expectations beyond those that every table has. */
  readonly checks?: readonly JsonObject[];
}

/** What plans of sources that are asked over HTTP share. */
export const HTTP_SOURCE = {
  world: 'http',
  packages: [],
  ports: [],
  runs: 'scheduled',
} as const satisfies Partial<ConnectorPlan>;

/** Types of a column as they are written into a schema. */
export type ColumnType =
  | 'string'
  | 'number'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'timestamp';

/** A column of the table, and where its value comes from. */
export interface PlannedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description?: string;
  /** Where the source has it, when not under the same name. */
  readonly from?: string;
  readonly in?: 'answer' | 'partition';
  readonly pattern?: string;
  readonly missing?: readonly string[];
  readonly epoch?: 'milliseconds' | 'seconds';
  readonly zone?: string;
  /** A structure, kept as text. */
  readonly json?: boolean;
}
