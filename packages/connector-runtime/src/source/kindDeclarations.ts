/*
 * What a stream says about a source that is not an HTTP API: files in a bucket, a page for people, a database table,
 * a topic, a socket, or somebody who calls us.
 */

/** Kinds of sources; `rest` unless declared. `baseUrl` says where each is, never with a password in it. */
export type SourceKind =
  | 'rest'
  | 'files'
  | 'html'
  | 'database'
  | 'kafka'
  | 'websocket'
  | 'webhook';

/** Files dropped below a prefix; `baseUrl` is `file:///folder` or `s3://bucket/prefix`. */
export interface FilesStream {
  /** Keys start with this, relative to `baseUrl`. */
  readonly prefix: string;
  /** Keys end with this, such as `.csv`; all files below the prefix without it. */
  readonly suffix?: string;
  readonly format: 'csv' | 'json' | 'ndjson' | 'parquet';
  /** Of CSV; `,` unless declared. */
  readonly delimiter?: string;
  /** Of the text formats; `utf-8` unless declared (a label of the Encoding Standard). */
  readonly encoding?: string;
  /** Rows of one page; 10 000 unless declared. */
  readonly pageRows?: number;
  /** Larger files are set aside; 256 MiB unless declared. */
  readonly maxBytes?: number;
  /** True: files that were taken are fetched again in every run, to notice new bytes under an old name. */
  readonly checkKnown?: boolean;
}

/** A table in a web page for people; `baseUrl` and `path` as for `rest`. */
export interface HtmlStream {
  /** CSS selector of the rows, such as `table#prices tbody tr`. */
  readonly rows: string;
  /** Column by column: a CSS selector inside the row and, if not the text, the attribute that holds the value. */
  readonly cells: Readonly<
    Record<string, { readonly select: string; readonly attribute?: string }>
  >;
  /** CSS selector of the link to the next page, if there is one; same host only. */
  readonly nextLink?: string;
  /** Who is asking, with a contact; robots.txt is read under this name. */
  readonly userAgent: string;
  /** Least pause between two requests; 5000 unless declared. robots.txt may ask for more and is obeyed. */
  readonly delayMs?: number;
}

/** Rows of a PostgreSQL table in the order of the cursor; `baseUrl` is `postgres://host:5432/database`. */
export interface DatabaseStream {
  /** `schema.table` or a view. */
  readonly table: string;
  /** Columns that order rows with an equal cursor; the primary key unless declared. */
  readonly tieBreakers?: readonly string[];
  /** Rows of one page; 5000 unless declared. */
  readonly pageRows?: number;
}

/** Messages of a topic; `baseUrl` is `kafka://broker:9092,broker:9092`, with `?tls=true` and `&sasl=plain` where brokers want it. */
export interface KafkaStream {
  readonly topic: string;
  /** Messages of one page; 5000 unless declared. */
  readonly pageMessages?: number;
  /** How long a page waits for more; when nothing came, the run ends. 5000 unless declared. */
  readonly maxWaitMs?: number;
  /** Where the first run starts; `earliest` unless declared. */
  readonly start?: 'earliest' | 'latest';
  /** Columns that get topic, partition, offset, timestamp and key of the message, such as `_offset`. */
  readonly metadata?: Readonly<
    Partial<
      Record<'topic' | 'partition' | 'offset' | 'timestamp' | 'key', string>
    >
  >;
}

/** Messages pushed over a socket; `baseUrl` and `path` give a `wss://` address. */
export interface WebSocketStream {
  /** Sent after the connection opens; `{secret}` becomes the key. */
  readonly authenticate?: string;
  /** The text of a message that says that the key was taken, as a regular expression. */
  readonly authenticated?: string;
  /** The text of a message that says that the key was refused. */
  readonly refused?: string;
  /** Sent after authentication, and again after each reconnect. */
  readonly subscribe: readonly string[];
  /** Only messages that have this value at this dotted place are records. */
  readonly only?: { readonly at: string; readonly equals: string };
  /** Records of one page; 500 unless declared. */
  readonly pageRecords?: number;
  /** A page waits no longer than this; 5000 unless declared. */
  readonly maxWaitMs?: number;
  /** Silence after which the connection is made anew; 60 000 unless declared. */
  readonly silenceMs?: number;
  /** The run ends after this; 3 600 000 unless declared. */
  readonly runMs?: number;
}

/** Calls that somebody makes to us; `baseUrl` says where to listen, such as `http://0.0.0.0:8080`. */
export interface WebhookStream {
  /** Path that is called. */
  readonly path: string;
  readonly signature: {
    /** Header that holds the signature of the raw body. */
    readonly header: string;
    readonly algorithm: 'sha256' | 'sha512';
    readonly encoding: 'hex' | 'base64';
    /** Text before the signature, such as `sha256=`. */
    readonly prefix?: string;
    /** Header with the time of the call (seconds since 1970); then `<time>.<body>` is signed. */
    readonly timestampHeader?: string;
    /** Oldest call that is taken; 300 unless declared. */
    readonly toleranceSeconds?: number;
  };
  /** Header that names the call, so that a repeated one counts once; without it the signature names it. */
  readonly idHeader?: string;
  /** Larger bodies are refused with 413; 1 MiB unless declared. */
  readonly maxBytes?: number;
  readonly pageRecords?: number;
  readonly maxWaitMs?: number;
  readonly runMs?: number;
}
