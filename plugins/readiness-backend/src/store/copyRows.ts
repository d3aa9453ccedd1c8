/**
 * Very many rows into one table of PostgreSQL, by its `COPY`: no statement is made of them and none is planned, the database stores a page of them at
 * a time, and while it does the next ones are made. They travel in the binary form, in which nothing has to be marked or escaped.
 * The driver speaks this part of the protocol, but has no function for it; what follows is the conversation.
 */
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { Columns, inChunks } from './jsonTable';

/** What of the driver's connection is used. */
interface Wire {
  stream: Writable;
  query(text: string): void;
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** What of the driver's client is used. */
interface Client {
  connection: Wire;
  query(conversation: Conversation): void;
}

/** The driver's client that a transaction speaks through; absent when it is another driver's. */
async function clientOf(tx: Knex): Promise<Client | undefined> {
  const client: Partial<Client> = await tx.client.acquireConnection();
  const speaks = typeof client.connection?.sendCopyFromChunk === 'function';
  return speaks ? (client as Client) : undefined;
}

/** Sends everything through the wire; ends early when `isOver` says so. */
type Pump = (wire: Wire, isOver: () => boolean) => Promise<void>;

/** One `COPY`, as the driver wants a query to be: it is told what the database answers. */
class Conversation {
  readonly ended: Promise<void>;
  /** Set by the driver, when it waits no longer than it was configured to. */
  callback?: () => void;
  readonly #sql: string;
  readonly #pump: Pump;
  #isOver = false;
  #end!: (error?: unknown) => void;

  constructor(sql: string, pump: Pump) {
    this.#sql = sql;
    this.#pump = pump;
    this.ended = new Promise((resolve, reject) => {
      this.#end = error => {
        this.#isOver = true;
        this.callback?.();
        if (error === undefined) resolve();
        else reject(error);
      };
    });
  }

  submit(wire: Wire): void {
    wire.query(this.#sql);
  }

  handleCopyInResponse(wire: Wire): void {
    this.#pump(wire, () => this.#isOver).catch(error => {
      // The database gives up what it was sent, and says so.
      wire.sendCopyFail('the rows could not be made');
      this.#end(error);
    });
  }

  handleError(error: unknown): void {
    this.#end(error);
  }

  handleReadyForQuery(): void {
    this.#end();
  }

  handleCommandComplete(): void {}
}

const HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);

/** Rows in the binary form of `COPY`, one behind the other. */
class RowBytes {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;

  /** What was written since it was last taken. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(this.#bytes.length);
    this.#length = 0;
    return taken;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const more = Buffer.allocUnsafe(2 * this.#bytes.length + size);
    this.#bytes.copy(more, 0, 0, this.#length);
    this.#bytes = more;
  }

  beginRow(fields: number): void {
    this.#reserve(2);
    this.#length = this.#bytes.writeInt16BE(fields, this.#length);
  }

  addNothing(): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeInt32BE(-1, this.#length);
  }

  addInteger(value: number): void {
    this.#reserve(8);
    this.#length = this.#bytes.writeInt32BE(4, this.#length);
    this.#length = this.#bytes.writeInt32BE(value, this.#length);
  }

  /** PostgreSQL takes no null character within a text; it goes, as it does in JSON. */
  addText(value: string): void {
    const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
    this.#reserve(4 + 3 * text.length);
    const size = this.#bytes.write(text, this.#length + 4, 'utf8');
    this.#bytes.writeInt32BE(size, this.#length);
    this.#length += 4 + size;
  }
}

/** What is copied, and where to. */
export interface Copied<K extends string, T> {
  table: string;
  columns: Columns<K>;
  items: readonly T[];
  /** Makes the row of an item; asked while the database is at work on the rows before it. */
  toRow: (item: T) => Readonly<Record<K, unknown>>;
}

function addRow<K extends string>(
  bytes: RowBytes,
  columns: readonly (readonly [K, 'text' | 'integer'])[],
  row: Readonly<Record<K, unknown>>,
): void {
  bytes.beginRow(columns.length);
  for (const [name, type] of columns) {
    const value = row[name];
    if (value === null) bytes.addNothing();
    else if (type === 'integer') bytes.addInteger(Number(value));
    else bytes.addText(String(value));
  }
}

function pumpOf<K extends string, T>({
  columns,
  items,
  toRow,
}: Copied<K, T>): Pump {
  const typed = Object.entries(columns) as [K, 'text' | 'integer'][];
  return async (wire, isOver) => {
    const bytes = new RowBytes();
    wire.sendCopyFromChunk(HEAD);
    for (const chunk of inChunks(items)) {
      if (isOver()) return;
      for (const item of chunk) addRow(bytes, typed, toRow(item));
      wire.sendCopyFromChunk(bytes.take());
      // A connection that is cut never drains; whoever waits for the end is told by the driver.
      if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
      else await setImmediate();
    }
    if (isOver()) return;
    wire.sendCopyFromChunk(END);
    wire.endCopyFrom();
  };
}

/**
 * Copies rows into a table, all or none.
 *
 * @param tx - A transaction of PostgreSQL.
 * @returns false when the driver does not speak this; nothing is written then.
 * @throws What the database says, so when a row is there already.
 */
export async function copyRows<K extends string, T>(
  tx: Knex,
  copied: Copied<K, T>,
): Promise<boolean> {
  const client = await clientOf(tx);
  if (!client) return false;
  const names = Object.keys(copied.columns).join(', ');
  const sql = `copy ${copied.table} (${names}) from stdin (format binary)`;
  const conversation = new Conversation(sql, pumpOf(copied));
  // Whoever counts or logs statements is told of this one too.
  tx.client.emit('query', { sql, bindings: [] });
  client.query(conversation);
  await conversation.ended;
  return true;
}
