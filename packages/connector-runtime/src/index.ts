/**
 * What a generated ingestion connector runs on. The same sources are checked here and, with their types taken off,
 * packed into the repositories that the portal generates.
 *
 * @packageDocumentation
 */
export { defineConnector, DEFAULT_LIMITS } from './declaration';
export type {
  Authentication,
  ColumnDeclaration,
  ConnectorDeclaration,
  Contract,
  CursorDeclaration,
  ErrorRule,
  Limits,
  OffsetPagination,
  Pagination,
  RateLimit,
  SourceKind,
  StreamDeclaration,
} from './declaration';
export { runStream } from './runStream';
export type { PassReport, RunOptions, StreamReport } from './runStream';
export { backfillStream } from './run/backfillStream';
export type { BackfillOptions, BackfillReport } from './run/backfillStream';
export { replayRun } from './run/replayRun';
export type { ReplayOptions, ReplayReport } from './run/replayRun';
export { previewStream } from './run/previewStream';
export type { PreviewReport } from './run/previewStream';
export { examine } from './run/examine';
export type { Finding } from './run/examine';
export { setState } from './run/setState';
export { readHistory } from './run/history';
export type { HistoryEntry } from './run/history';
export { readCheckpoint, stateName } from './checkpoint';
export type { Checkpoint } from './checkpoint';
export { runCli, loadFixtures } from './cli';
export type { CliOptions } from './cli';
export { recordFixtures, replayFixtures } from './fixtures';
export type { Fixture } from './fixtures';
export { checkRow } from './schema';
export type { CheckedRow, ColumnSchema, Row, RowSchema, Value } from './schema';
export { readTable, tableOf } from './tables';
export { judgeQuality } from './quality/judge';
export type { QualityCheck, QualityResult, Severity } from './quality/types';
export { createMetrics, METRICS } from './metrics/registry';
export type { MetricName, Metrics } from './metrics/registry';
export type { LineageEvent } from './lineage/lineageEvent';
export { createSource } from './source/createSource';
export { relocate } from './source/address';
export type {
  PageToken,
  RawPage,
  Source,
  SourceOptions,
  SourcePorts,
  Window,
} from './source/types';
export type { Batch, TableSink, TableSpec } from './sinks/types';
export { MemorySink } from './sinks/memorySink';
export {
  createSinkFromEnvironment,
  createStoreFromEnvironment,
} from './sinks/createSinkFromEnvironment';
export { MemoryStore } from './memoryStore';
export { FileStore } from './fileStore';
export { readSecret } from './readSecret';
export { createScrub } from './scrub';
export { ConnectorError, FAILURE_WORDS } from './errors';
export type { ConnectorFailure, FailureWord } from './errors';
export { openRehearsal, REHEARSAL_KEY } from './rehearsal/openRehearsal';
export type { Rehearsal, RehearsalOptions } from './rehearsal/openRehearsal';
export type { Clock, Fetch, Log, ObjectStore, Ports, Random } from './ports';
