/** What the engine says no with, by the names and numbers of Trino's standard errors. */

const CODES = {
  GENERIC_USER_ERROR: 0,
  SYNTAX_ERROR: 1,
  USER_CANCELED: 3,
  NOT_FOUND: 5,
  FUNCTION_NOT_FOUND: 6,
  INVALID_FUNCTION_ARGUMENT: 7,
  DIVISION_BY_ZERO: 8,
  INVALID_CAST_ARGUMENT: 9,
  ALREADY_EXISTS: 12,
  NOT_SUPPORTED: 13,
  CONSTRAINT_VIOLATION: 16,
  INVALID_TABLE_PROPERTY: 18,
  NUMERIC_VALUE_OUT_OF_RANGE: 19,
  INVALID_SCHEMA_PROPERTY: 22,
  QUERY_TEXT_TOO_LARGE: 33,
  AMBIGUOUS_NAME: 40,
  MISSING_CATALOG_NAME: 42,
  MISSING_SCHEMA_NAME: 43,
  CATALOG_NOT_FOUND: 44,
  SCHEMA_NOT_FOUND: 45,
  TABLE_NOT_FOUND: 46,
  COLUMN_NOT_FOUND: 47,
  SCHEMA_ALREADY_EXISTS: 50,
  TABLE_ALREADY_EXISTS: 51,
  COLUMN_ALREADY_EXISTS: 52,
  DUPLICATE_COLUMN_NAME: 53,
  SCHEMA_NOT_EMPTY: 54,
  EXPRESSION_NOT_AGGREGATE: 55,
  EXPRESSION_NOT_SCALAR: 56,
  TYPE_MISMATCH: 58,
  INVALID_LITERAL: 59,
  COLUMN_TYPE_UNKNOWN: 60,
  MISMATCHED_COLUMN_ALIASES: 61,
  INVALID_COLUMN_REFERENCE: 62,
  MERGE_TARGET_ROW_MULTIPLE_MATCHES: 101,
  GENERIC_INTERNAL_ERROR: 65536,
  EXCEEDED_GLOBAL_MEMORY_LIMIT: 131072,
  ICEBERG_COMMIT_ERROR: 84148229,
  ICEBERG_BAD_DATA: 84148228,
} as const;

/** The name of an error. */
export type SqlErrorName = keyof typeof CODES;

/** Where in the statement; both count from 1. */
export interface SqlPlace {
  line: number;
  column: number;
}

/** A statement that fails. */
export class SqlError extends Error {
  readonly errorName: SqlErrorName;
  readonly place?: SqlPlace;

  constructor(
    errorName: SqlErrorName,
    message: string,
    options: { at?: SqlPlace; cause?: unknown } = {},
  ) {
    const { at, cause } = options;
    super(at ? `line ${at.line}:${at.column}: ${message}` : message, { cause });
    this.errorName = errorName;
    this.place = at;
  }

  get code(): number {
    return CODES[this.errorName];
  }

  /** Whose fault it is. */
  get errorType(): string {
    if (this.code >= CODES.ICEBERG_BAD_DATA) return 'EXTERNAL';
    if (this.code >= CODES.EXCEEDED_GLOBAL_MEMORY_LIMIT) {
      return 'INSUFFICIENT_RESOURCES';
    }
    return this.code >= CODES.GENERIC_INTERNAL_ERROR
      ? 'INTERNAL_ERROR'
      : 'USER_ERROR';
  }
}

/** What a real engine can and this one cannot; never a wrong answer in its place. */
export function notSupported(what: string, at?: SqlPlace): SqlError {
  return new SqlError('NOT_SUPPORTED', `${what} is not supported`, { at });
}
