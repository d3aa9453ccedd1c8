/*
 * One page from the source to judged rows, in the order that loses nothing: kept raw before it is looked at, then
 * held against the contract, then what breaks it is set aside.
 */
import type { OpenRun, Progress } from '../checkpoint';
import type { RawPage, Window } from '../source/types';
import { archiveAnswer } from './archive';
import { assertBudget, writeDeadLetters } from './deadLetters';
import type { JudgedPage } from './judgePage';
import { judgePage } from './judgePage';
import type { SchemaVersion } from './schemaVersions';
import { schemaOf } from './schemaVersions';
import type { Session } from './session';
import { addressOf } from './session';

/** What the source is asked for in a run. */
export function windowOf(open: OpenRun): Window {
  return {
    ...(open.start !== undefined && { from: open.start }),
    ...(open.end !== undefined && { to: open.end }),
  };
}

/** Reads the next page and archives every answer on the way. */
export async function readRawPage(
  session: Session,
  open: OpenRun,
): Promise<RawPage> {
  const { source, partition, ports, metrics, stream } = session;
  const address = addressOf(session, open);
  const place = {
    window: windowOf(open),
    ...(open.token !== undefined && { token: open.token }),
    ...(partition && { partition }),
  };
  const labels = { stream: stream.name };
  let kept = false;
  const archive: NonNullable<
    Parameters<typeof source.readPage>[0]['archive']
  > = async answer => {
    kept = true;
    if (session.listens && answer.raw.byteLength === 0) {
      return;
    }
    const clean = { ...answer, request: session.scrub(answer.request) };
    const bytes = await archiveAnswer(ports.store, address, clean, place);
    metrics.count(
      'connector_bytes_total',
      { ...labels, stage: 'raw' },
      answer.raw.byteLength,
    );
    metrics.count(
      'connector_bytes_total',
      { ...labels, stage: 'archived' },
      bytes,
    );
  };
  const page = await source.readPage({ ...place, archive });
  if (!kept && page.raw.byteLength > 0) {
    await archive(page);
  }
  return page;
}

function tell(session: Session, judged: JudgedPage): void {
  const { metrics, stream, ports } = session;
  const records = (outcome: string, by: number) =>
    by > 0 &&
    metrics.count(
      'connector_records_total',
      { stream: stream.name, outcome },
      by,
    );
  const { rows, letters, duplicates, skipped, drift } = judged;
  records('read', rows.length + letters.length + duplicates + skipped);
  records('rejected', letters.length);
  records('duplicate', duplicates);
  records('skipped', skipped);
  for (const letter of letters) {
    metrics.count('connector_dlq_records_total', { reason: letter.reason });
  }
  for (const { kind, column, contract, records: by } of drift) {
    metrics.count('connector_schema_drift_total', { kind });
    ports.log('schema-drift', {
      stream: stream.name,
      kind,
      column: column.slice(0, 100),
      contract,
      records: by,
    });
  }
}

/**
 * Holds the records of a page against everything, and sets aside what breaks the contract.
 *
 * @throws ConnectorError `contract` when more breaks it than the stream allows.
 */
export async function judgeRawPage(
  session: Session,
  page: {
    open: OpenRun;
    progress: Progress;
    version?: SchemaVersion;
    last: boolean;
  },
  raw: Pick<RawPage, 'records' | 'request'>,
): Promise<JudgedPage> {
  const { stream, ports, scrub } = session;
  const { open, progress } = page;
  const judged = judgePage(raw.records, {
    schema: schemaOf(stream, page.version),
    contracts: session.contracts,
    primaryKey: stream.primaryKey,
    cursor: stream.cursor,
    window: windowOf(open),
    keys: session.keys,
  });
  tell(session, judged);
  await writeDeadLetters(
    ports.store,
    addressOf(session, open),
    judged.letters,
    {
      request: raw.request,
      scrub,
    },
  );
  const seen = {
    rejected: progress.rejected + judged.letters.length,
    accepted: progress.accepted + judged.rows.length + judged.duplicates,
    last: page.last,
    page: open.page,
  };
  assertBudget(stream, seen, judged.letters);
  return judged;
}
