/*
 * One pass over one partition of a stream. The order of the steps is the whole idea: raw bytes before parsing (a
 * wrong parser is mended by replay), dead letters and rows before the checkpoint (nothing is lost), keys made from
 * run and page (nothing is there twice), and the cursor moves only when the run has ended and its rows are as
 * expected.
 */
import type { OpenRun, Progress } from '../checkpoint';
import { ConnectorError, messageOf } from '../errors';
import { timeOf } from '../quality/judge';
import type { QualityResult } from '../quality/types';
import type { RawPage } from '../source/types';
import {
  commitPage,
  evolveTable,
  nextToken,
  pendingAfter,
  progressAfter,
  stateAfter,
} from './commitPage';
import { assertQuality, judgeRun } from './judgeRun';
import type { OpenState } from './openRun';
import { emptyProgress, openRun, readState } from './openRun';
import type { JudgedPage } from './judgePage';
import { judgeRawPage, readRawPage } from './readOnePage';
import type { SchemaVersion } from './schemaVersions';
import { readSchemaVersion } from './schemaVersions';
import type { Session } from './session';
import { tableAt } from './session';
import { tellLineage } from './tellLineage';

/** What a pass did. */
export interface PassReport {
  readonly stream: string;
  readonly run: string;
  readonly partition?: Readonly<Record<string, string>>;
  readonly pages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly skipped: number;
  /** The cursor after the run. */
  readonly reached?: string;
  readonly quality: readonly QualityResult[];
  /** Version of the schema that the rows were written with. */
  readonly schemaVersion: number;
  /** True: told to stop before the end; the next run goes on from here. */
  readonly stopped: boolean;
}

/** What a pass knows while it goes on. */
interface Pass {
  state: OpenState;
  version: SchemaVersion;
  progress: Progress;
}

function reportOf(
  session: Session,
  pass: Pass,
  end: {
    reached?: string;
    quality: readonly QualityResult[];
    stopped: boolean;
  },
): PassReport {
  const { pages, accepted, rejected, duplicates, skipped } = pass.progress;
  return {
    stream: session.stream.name,
    run: pass.state.open.id,
    ...(session.partition && { partition: session.partition }),
    pages,
    accepted,
    rejected,
    duplicates,
    skipped,
    schemaVersion: pass.version.version,
    ...end,
  };
}

/** Adds the columns of a page to the table, if there are any. */
async function growTable(
  session: Session,
  pass: Pass,
  added: SchemaVersion['added'],
): Promise<void> {
  if (Object.keys(added).length > 0) {
    const { open } = pass.state;
    pass.version = await evolveTable(session, { added, open });
  }
}

function assertPageLimit(session: Session, page: number): void {
  const { limits, stream } = session;
  if (page >= limits.maxPages && !session.listens) {
    throw new ConnectorError(
      'contract',
      `'${stream.name}' has more than ${limits.maxPages} pages; raise limits.maxPages or start later.`,
    );
  }
}

/** How long a run of a stream without an end lasts before it is judged and a new one begins. */
const LONGEST_RUN_MS = 3_600_000;

function isLastPage(session: Session, open: OpenRun, raw: RawPage): boolean {
  const { forever, ports } = session;
  if (!forever) {
    return raw.next === undefined;
  }
  const age = ports.clock.now() - Date.parse(open.at ?? '');
  return (ports.stop?.aborted ?? false) || age >= LONGEST_RUN_MS;
}

/** Writes the rows of a judged page; @returns the report when it was the last. */
async function keepPage(
  session: Session,
  pass: Pass,
  page: { raw: RawPage; judged: JudgedPage; last: boolean },
): Promise<PassReport | undefined> {
  const { state } = pass;
  const { raw, judged, last } = page;
  await growTable(session, pass, judged.added);
  const pending = pendingAfter(session, state.pending, judged);
  pass.progress = progressAfter(session, pass.progress, judged);
  const { progress, version } = pass;
  const quality = last ? await judgeRun(session, state, progress.tally) : [];
  await assertQuality(session, state, quality);
  const next = stateAfter(session, state, { raw, pending, progress, last });
  const { rows, letters } = judged;
  const commit = { rows, next, version, last };
  const written = await commitPage(session, state, commit);
  session.ports.log('page', {
    stream: session.stream.name,
    page: state.open.page + 1,
    rows: rows.length,
    rejected: letters.length,
  });
  if (!written.open) {
    const { reached } = written;
    return reportOf(session, pass, { reached, quality, stopped: false });
  }
  pass.state = { ...written, open: written.open };
  return undefined;
}

/** One page; @returns the report when it was the last. */
async function takePage(
  session: Session,
  pass: Pass,
): Promise<PassReport | undefined> {
  const { open } = pass.state;
  assertPageLimit(session, open.page);
  const raw = await readRawPage(session, open);
  const last = isLastPage(session, open, raw);
  if (session.listens && !last && raw.records.length === 0) {
    // Nothing came: nothing is written, and the same place is asked again.
    const token = nextToken(session, raw);
    pass.state = { ...pass.state, open: { ...open, token } };
    session.ports.log('idle', { stream: session.stream.name });
    return undefined;
  }
  const { progress, version } = pass;
  const known = { open, progress, version, last };
  const judged = await judgeRawPage(session, known, raw);
  return keepPage(session, pass, { raw, judged, last });
}

function tellEnd(session: Session, report: PassReport): void {
  const { metrics, stream, ports } = session;
  const seconds = ports.clock.now() / 1000;
  const labels = { stream: stream.name };
  metrics.set('connector_last_success_timestamp_seconds', labels, seconds);
  const reached = timeOf(report.reached ?? '') / 1000;
  if (stream.cursor?.granularity !== 'number' && Number.isFinite(reached)) {
    metrics.set('connector_cursor_lag_seconds', labels, seconds - reached);
  }
}

async function takePages(session: Session, pass: Pass): Promise<PassReport> {
  const { ports } = session;
  for (;;) {
    if (ports.stop?.aborted) {
      const { reached } = pass.state;
      return reportOf(session, pass, { reached, quality: [], stopped: true });
    }
    const report = await takePage(session, pass);
    if (report) {
      return report;
    }
  }
}

/**
 * Reads a partition from where it stands to its end, or continues a run that broke off.
 *
 * @throws ConnectorError; whatever was checkpointed before stays and is not read again.
 */
export async function runPass(session: Session): Promise<PassReport> {
  const { ports, stream, sink } = session;
  const known = await readSchemaVersion(ports.store, stream.name);
  await sink.ensure(tableAt(session, known));
  const state = await openRun(
    session,
    await readState(session, tableAt(session, known)),
  );
  const version = await evolveTable(session, { added: {}, open: state.open });
  const pass: Pass = {
    state,
    version,
    progress: state.open.progress ?? emptyProgress(session),
  };
  await tellLineage(session, pass, 'START');
  try {
    const report = await takePages(session, pass);
    if (!report.stopped) {
      tellEnd(session, report);
      const { accepted, quality } = report;
      await tellLineage(session, pass, 'COMPLETE', { rows: accepted, quality });
    }
    return report;
  } catch (error) {
    const said = session.scrub(messageOf(error));
    const facts = { error: said };
    await tellLineage(session, pass, 'FAIL', facts).catch(() => undefined);
    throw error;
  }
}
