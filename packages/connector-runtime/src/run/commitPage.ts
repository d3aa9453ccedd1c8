/*
 * One judged page becomes part of the table, and then of the state. The commit carries the very checkpoint that will
 * follow it, so a sink that keeps the cursor with its data can tell where the stream stands.
 */
import type { Checkpoint, OpenRun, Progress } from '../checkpoint';
import { writeCheckpoint } from '../checkpoint';
import { cursorValue, furthest } from '../cursor';
import { ConnectorError } from '../errors';
import type { PageToken, RawPage } from '../source/types';
import type { SchemaEvent, SchemaVersion } from './schemaVersions';
import { writeSchemaVersion } from './schemaVersions';
import { addHistory } from './history';
import type { JudgedPage } from './judgePage';
import type { OpenState } from './openRun';
import { committedName, toJson } from './openRun';
import type { Session } from './session';
import { tableAt } from './session';

/** The greatest cursor of the run so far, this page included. */
export function pendingAfter(
  session: Session,
  pending: string | undefined,
  page: JudgedPage,
): string | undefined {
  const { cursor } = session.stream;
  if (!cursor) {
    return undefined;
  }
  let reached = pending;
  for (const row of page.rows) {
    const value = cursorValue(row[cursor.field]);
    reached = furthest(reached, value, cursor.granularity);
  }
  return reached;
}

/** What a run has done with this page. */
export function progressAfter(
  session: Session,
  before: Progress,
  page: JudgedPage,
): Progress {
  return {
    pages: before.pages + 1,
    accepted: before.accepted + page.rows.length,
    rejected: before.rejected + page.letters.length,
    duplicates: before.duplicates + page.duplicates,
    skipped: before.skipped + page.skipped,
    tally: session.count(before.tally, page.rows),
  };
}

/**
 * Remembers the schema of a run and what a page adds to it, and makes the table able to hold that.
 *
 * @returns the version that holds from now on.
 */
export async function evolveTable(
  session: Session,
  news: { added: JudgedPage['added']; open: OpenRun },
): Promise<SchemaVersion> {
  const { ports, stream, sink, metrics } = session;
  const { version, events } = await writeSchemaVersion(ports.store, stream, {
    added: news.added,
    run: news.open.id,
    at: news.open.at ?? '',
  });
  const table = tableAt(session, version);
  const grows = Object.keys(news.added).length > 0;
  const changes = grows ? await sink.ensure(table) : [];
  const said = events.filter(
    (event: SchemaEvent) => event.change === 'column-added',
  );
  for (const { change, column, type } of said) {
    metrics.count('connector_schema_drift_total', { kind: change });
    ports.log('schema', {
      stream: stream.name,
      version: version.version,
      change,
      column,
      type,
    });
  }
  for (const change of changes) {
    ports.log('table', {
      table: `${table.namespace}.${table.name}`,
      change: change.change,
      column: 'column' in change ? change.column : '',
    });
  }
  return version;
}

/** Where the next page is; at the end of what there is, a stream without an end asks there again. */
export function nextToken(
  session: Session,
  raw: Pick<RawPage, 'next' | 'token'>,
): PageToken | undefined {
  return raw.next ?? (session.forever ? raw.token : undefined);
}

/** The state after a page: the run goes on, or has ended and the cursor moves. */
export function stateAfter(
  session: Session,
  before: OpenState,
  page: { raw: RawPage; pending?: string; progress: Progress; last: boolean },
): Omit<Checkpoint, 'revision'> {
  const { raw, pending, progress, last } = page;
  const { open, reached } = before;
  if (!last) {
    const token = nextToken(session, raw);
    return {
      reached,
      pending,
      open: { ...open, page: open.page + 1, token, progress },
    };
  }
  const granularity = session.stream.cursor?.granularity;
  const position = raw.next ?? raw.token;
  return {
    reached: furthest(reached, pending, granularity),
    ...(session.listens && position !== undefined && { position }),
  };
}

/**
 * Commits a page and writes the checkpoint behind it.
 *
 * @throws ConnectorError `conflict` when another run of the same state was first.
 */
export async function commitPage(
  session: Session,
  before: OpenState,
  page: {
    rows: JudgedPage['rows'];
    next: Omit<Checkpoint, 'revision'>;
    version: SchemaVersion;
    last: boolean;
  },
): Promise<Checkpoint> {
  const { ports, name, sink, metrics, stream } = session;
  const revision = before.revision + 1;
  const result = await sink.commit(tableAt(session, page.version), {
    run: before.open.id,
    page: before.open.page,
    rows: page.rows,
    cursor: toJson({
      name: committedName(session),
      checkpoint: { ...page.next, revision },
    }),
  });
  if (result.written && page.rows.length > 0) {
    const labels = { stream: stream.name, outcome: 'loaded' };
    metrics.count('connector_records_total', labels, page.rows.length);
  }
  if (page.last) {
    await addHistory(ports.store, name, {
      revision,
      at: new Date(ports.clock.now()).toISOString(),
      by: `run ${before.open.id}`,
      from: before.reached,
      to: page.next.reached,
    });
  }
  try {
    return await writeCheckpoint(ports.store, name, before, page.next);
  } catch (error) {
    if (error instanceof ConnectorError && error.failure === 'conflict') {
      metrics.count('connector_commit_conflicts_total', {
        stream: stream.name,
      });
    }
    throw error;
  }
}
