/**
 * What a generated ingestion connector runs on. No dependency, no build: the same sources are checked here and, with
 * their types taken off, packed into the repositories that the portal generates.
 *
 * @packageDocumentation
 */
export { defineConnector, DEFAULT_LIMITS } from './declaration';
export type {
  Authentication,
  ConnectorDeclaration,
  CursorDeclaration,
  Limits,
  OffsetPagination,
  StreamDeclaration,
} from './declaration';
export { runStream } from './runStream';
export type { StreamReport } from './runStream';
export { runCli, loadFixtures } from './cli';
export type { CliOptions } from './cli';
export { recordFixtures, replayFixtures } from './fixtures';
export type { Fixture } from './fixtures';
export { checkRow } from './schema';
export type { CheckedRow, ColumnSchema, Row, RowSchema, Value } from './schema';
export { readTable } from './tables';
export { MemoryStore } from './memoryStore';
export { FileStore } from './fileStore';
export { readSecret } from './readSecret';
export { createScrub } from './scrub';
export { ConnectorError } from './errors';
export type { ConnectorFailure } from './errors';
export type { Clock, Fetch, Log, ObjectStore, Ports, Random } from './ports';
