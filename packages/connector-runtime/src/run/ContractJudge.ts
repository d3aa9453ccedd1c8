/*
 * The judge of a page: record after record against the schema as it is by now. It holds no rows, only the columns
 * that had to be added.
 */
import type { Contract } from '../declaration';
import { ConnectorError } from '../errors';
import type { Column, ColumnSchema, Row, RowSchema } from '../schema';
import { checkValue, columnsOf } from '../schema';
import type { Contracts, Drift, Judged, RejectReason } from './contract';
import { inferColumn, withColumns } from './contract';

/** More columns than this are no table: an object keyed by dates was taken for a record. */
const MAX_COLUMNS = 1_000;
/** Names that every table can have; those of the runtime's own columns begin with `_carbon_`. */
const COLUMN_NAME = /^(?!__proto__$|_carbon_)[A-Za-z_][\w .-]{0,126}$/;

/** One record on its way through the contract. */
interface Passage {
  readonly row: Row;
  readonly problems: string[];
  reason?: RejectReason;
  path: string;
}

function reject(
  passage: Passage,
  reason: RejectReason,
  path: string,
  problem: string,
): void {
  passage.reason ??= reason;
  passage.path ||= path;
  passage.problems.push(problem);
}

function freeze(column: string, what: string): never {
  throw new ConnectorError(
    'contract',
    `The source ${what} '${column}' and the contract is frozen; declare the column as it is now, or let the contract evolve.`,
  );
}

function toValue(value: unknown): Row[string] {
  if (typeof value === 'object') {
    return JSON.stringify(value);
  }
  return typeof value === 'number' || typeof value === 'boolean'
    ? value
    : String(value);
}

function isRecord(
  record: unknown,
): record is Readonly<Record<string, unknown>> {
  return (
    typeof record === 'object' && record !== null && !Array.isArray(record)
  );
}

function isNothing(value: Row[string] | undefined): boolean {
  return value === null || value === undefined;
}

function leaveOut(passage: Passage, column: Column): void {
  if (column.types.includes('null')) {
    passage.row[column.name] = null;
  }
}

function verdictOn({ row, problems, reason, path }: Passage): Judged {
  return reason === undefined
    ? { outcome: 'row', row }
    : { outcome: 'rejected', reason, path, problems };
}

/** The wider type that a value needs beside its column, or undefined when the column would have to be narrowed. */
function widerOf(column: Column, value: unknown): string | undefined {
  const held = column.types.filter(type => type !== 'null');
  if (typeof value === 'number' && held.every(type => type === 'integer')) {
    return 'number';
  }
  const textual = held.includes('string') && column.schema.format === undefined;
  return typeof value === 'string' && !textual ? 'string' : undefined;
}

/** Judges the records of a page one after the other and remembers the columns that had to be added. */
export class ContractJudge {
  readonly #contract: Contracts;
  readonly #primaryKey: readonly string[];
  readonly #cursor: string | undefined;
  readonly #unwanted: ReadonlySet<string>;
  readonly #added: Record<string, ColumnSchema> = {};
  readonly #drift = new Map<string, Drift>();
  #schema: RowSchema;
  #columns: readonly Column[];
  #lowerCase: ReadonlySet<string>;

  /** @param options - `schema` is the declared one with everything that was added before. */
  constructor(options: {
    schema: RowSchema;
    contract: Contracts;
    primaryKey: readonly string[];
    cursor?: string;
  }) {
    this.#contract = options.contract;
    this.#unwanted = new Set(options.contract.unwanted);
    this.#primaryKey = options.primaryKey;
    this.#cursor = options.cursor;
    this.#schema = options.schema;
    this.#columns = columnsOf(options.schema);
    this.#lowerCase = new Set(
      this.#columns.map(column => column.name.toLowerCase()),
    );
  }

  /** Columns added since the judge was made, in the order they were seen. */
  additions(): Readonly<Record<string, ColumnSchema>> {
    return this.#added;
  }

  /** How the records so far differ from the declaration. */
  drift(): readonly Drift[] {
    return [...this.#drift.values()];
  }

  /** @throws ConnectorError `contract` when the contract is frozen and the record differs. */
  judge(record: unknown): Judged {
    const passage: Passage = { row: {}, problems: [], path: '' };
    if (!isRecord(record)) {
      reject(passage, 'not-an-object', '', 'the record is not an object');
      return verdictOn(passage);
    }
    for (const column of this.#columns) {
      if (Object.hasOwn(record, column.name)) {
        this.#meetValue(passage, column, record[column.name]);
      } else if (column.required) {
        const problem = `${column.name}: missing`;
        reject(passage, 'missing-column', column.name, problem);
      }
    }
    for (const name of this.#primaryKey) {
      if (passage.reason === undefined && isNothing(passage.row[name])) {
        reject(
          passage,
          'missing-column',
          name,
          `${name}: names the row and is empty`,
        );
      }
    }
    for (const name of Object.keys(record)) {
      const isKnown =
        Object.hasOwn(this.#schema.properties, name) ||
        this.#unwanted.has(name);
      if (!isKnown) {
        this.#meetNewColumn(passage, name, record[name]);
      }
    }
    return verdictOn(passage);
  }

  #meetValue(passage: Passage, column: Column, value: unknown): void {
    const checked = checkValue(column, value);
    if ('value' in checked) {
      passage.row[column.name] = checked.value;
      return;
    }
    const contract = this.#contract.wrongType;
    this.#note('wrong-type', column.name, contract);
    if (contract === 'freeze') {
      freeze(column.name, `has another type (${checked.problem}) in`);
    }
    // What names or orders rows is never left out and never put elsewhere.
    if (contract === 'discard_value' && this.#canBeEmpty(column)) {
      leaveOut(passage, column);
    } else if (
      contract !== 'evolve' ||
      !this.#putBeside(passage, column, value)
    ) {
      reject(passage, 'wrong-type', column.name, checked.problem);
    }
  }

  #meetNewColumn(passage: Passage, name: string, value: unknown): void {
    const contract = this.#contract.newColumn;
    const inferred = contract === 'ignore' ? undefined : inferColumn(value);
    if (!inferred || contract === 'ignore') {
      return;
    }
    this.#note('new-column', name, contract);
    if (contract === 'freeze') {
      freeze(name, 'has the new column');
    } else if (contract === 'discard_row') {
      reject(passage, 'new-column', name, `${name}: not in the contract`);
    } else if (contract === 'evolve' && this.#canBeAdded(name)) {
      this.#add(name, inferred);
      passage.row[name] = toValue(value);
    }
  }

  #note(kind: Drift['kind'], column: string, contract: Contract): void {
    const key = `${kind} ${column}`;
    const records = (this.#drift.get(key)?.records ?? 0) + 1;
    this.#drift.set(key, { kind, column, contract, records });
  }

  /** Puts a wider value into the column beside its own; false when that cannot be. */
  #putBeside(passage: Passage, column: Column, value: unknown): boolean {
    const wider = widerOf(column, value);
    if (wider === undefined || !this.#canBeEmpty(column)) {
      return false;
    }
    const name = `${column.name}__${wider}`;
    if (!Object.hasOwn(this.#schema.properties, name)) {
      if (!this.#canBeAdded(name)) {
        return false;
      }
      this.#add(name, { type: [wider, 'null'] });
    }
    passage.row[name] = toValue(value);
    leaveOut(passage, column);
    return true;
  }

  #canBeEmpty(column: Column): boolean {
    return (
      !this.#primaryKey.includes(column.name) &&
      column.name !== this.#cursor &&
      (column.types.includes('null') || !column.required)
    );
  }

  #canBeAdded(name: string): boolean {
    return COLUMN_NAME.test(name) && !this.#lowerCase.has(name.toLowerCase());
  }

  #add(name: string, column: ColumnSchema): void {
    if (this.#columns.length >= MAX_COLUMNS) {
      throw new ConnectorError(
        'contract',
        `The source has more than ${MAX_COLUMNS} columns; its records are probably keyed, so correct shape or recordsAt.`,
      );
    }
    this.#added[name] = column;
    this.#schema = withColumns(this.#schema, { [name]: column });
    this.#columns = columnsOf(this.#schema);
    this.#lowerCase = new Set(this.#columns.map(one => one.name.toLowerCase()));
  }
}
