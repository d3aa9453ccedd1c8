/*
 * One run of one stream. The order of the steps is the whole idea: raw bytes before parsing (a wrong parser is
 * mended by replay), rows before the checkpoint (nothing is lost), keys made from run and page (nothing is there
 * twice), and the cursor moves only when the run has ended.
 */
import { assertWhole } from './assertWhole';
import type { Checkpoint, OpenRun } from './checkpoint';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { furthest, startOf } from './cursor';
import type {
  ConnectorDeclaration,
  Limits,
  StreamDeclaration,
} from './declaration';
import { DEFAULT_LIMITS } from './declaration';
import { ConnectorError } from './errors';
import { fetchPage, readRecords } from './fetchPage';
import type { Ports } from './ports';
import type { Row } from './schema';
import { checkRow } from './schema';
import { createScrub } from './scrub';
import { encodeLines, pageKey } from './tables';

/** What a run did. */
export interface StreamReport {
  readonly stream: string;
  readonly run: string;
  readonly pages: number;
  readonly accepted: number;
  readonly rejected: number;
  /** The cursor after the run. */
  readonly reached?: string;
}

/** What every step of a run knows. */
interface Context {
  readonly declaration: ConnectorDeclaration;
  readonly stream: StreamDeclaration;
  readonly limits: Limits;
  readonly secret: string;
  readonly ports: Ports;
}

interface Page {
  readonly rows: readonly Row[];
  readonly rejected: ReadonlyArray<{
    problems: readonly string[];
    record: unknown;
  }>;
  readonly last: boolean;
  readonly text: string;
}

async function openRun(
  context: Context,
  checkpoint: Checkpoint,
): Promise<Checkpoint & { open: OpenRun }> {
  const { stream, ports } = context;
  if (checkpoint.open) {
    return { ...checkpoint, open: checkpoint.open };
  }
  // The revision makes the id unique and sorts runs even when a clock was set back.
  const number = String(checkpoint.revision).padStart(9, '0');
  const at = new Date(ports.clock.now()).toISOString().slice(0, 19);
  const id = `${number}-${at.replace(/[-:]/g, '')}Z`;
  const open = {
    id,
    start: startOf(stream.cursor, checkpoint.reached),
    page: 0,
  };
  const written = await writeCheckpoint(ports.store, stream.name, checkpoint, {
    reached: checkpoint.reached,
    open,
  });
  return { ...written, open };
}

async function readPage(context: Context, open: OpenRun): Promise<Page> {
  const { declaration, stream, limits, secret, ports } = context;
  const { pagination, cursor } = stream;
  const offset = open.page * pagination.pageSize;
  const answer = await fetchPage(
    {
      declaration,
      stream,
      limits,
      secret,
      scrub: createScrub([secret]),
      parameters: {
        [cursor.parameter]: open.start,
        [pagination.offsetParameter]: String(offset),
        [pagination.limitParameter]: String(pagination.pageSize),
      },
    },
    ports,
  );
  const key = { stream: stream.name, run: open.id, page: open.page };
  await ports.store.put(
    pageKey({ kind: 'raw', ...key }),
    Buffer.from(answer.text),
  );
  const { records, total } = readRecords(stream, answer);
  const rows: Row[] = [];
  const rejected: Array<{ problems: readonly string[]; record: unknown }> = [];
  for (const record of records) {
    const checked = checkRow(stream.schema, record);
    if (checked.ok) {
      rows.push(checked.row);
    } else {
      rejected.push({ problems: checked.problems, record });
    }
  }
  const end = offset + records.length;
  assertWhole(stream, { count: records.length, end, total });
  const last =
    records.length < pagination.pageSize ||
    (total !== undefined && end >= total);
  return { rows, rejected, last, text: answer.text };
}

async function storePage(
  context: Context,
  open: OpenRun,
  page: Page,
): Promise<void> {
  const { stream, ports } = context;
  const key = { stream: stream.name, run: open.id, page: open.page };
  if (page.rejected.length > 0) {
    await ports.store.put(
      pageKey({ kind: 'rejected', ...key }),
      encodeLines(page.rejected),
    );
  }
  const ratio =
    page.rejected.length / Math.max(1, page.rows.length + page.rejected.length);
  if (ratio > stream.maxRejectedRatio) {
    throw new ConnectorError(
      'contract',
      `${page.rejected.length} rows of page ${open.page + 1} of '${
        stream.name
      }' break the contract (${
        page.rejected[0].problems[0]
      }); look at rejected/${
        stream.name
      } and change the schema if the source has changed.`,
    );
  }
  await ports.store.put(
    pageKey({ kind: 'rows', ...key }),
    encodeLines(page.rows),
  );
}

function cursorOf(
  stream: StreamDeclaration,
  rows: readonly Row[],
): string | undefined {
  let reached: string | undefined;
  for (const row of rows) {
    const value = row[stream.cursor.field];
    reached = furthest(reached, typeof value === 'string' ? value : undefined);
  }
  return reached;
}

function assertProgress(
  context: Context,
  open: OpenRun,
  page: Page,
  before: string | undefined,
): void {
  if (page.text === before && page.rows.length > 0) {
    throw new ConnectorError(
      'contract',
      `Page ${open.page + 1} of '${
        context.stream.name
      }' repeats the page before; the source ignores '${
        context.stream.pagination.offsetParameter
      }', so correct the pagination.`,
    );
  }
  if (open.page >= context.limits.maxPages) {
    throw new ConnectorError(
      'contract',
      `'${context.stream.name}' has more than ${context.limits.maxPages} pages; raise limits.maxPages or start later.`,
    );
  }
}

/**
 * Runs a stream from where it stands to its end, or continues a run that broke off.
 *
 * @throws ConnectorError; whatever was checkpointed before stays and is not read again.
 */
export async function runStream(options: {
  declaration: ConnectorDeclaration;
  stream: StreamDeclaration;
  secret: string;
  ports: Ports;
}): Promise<StreamReport> {
  const { stream, ports } = options;
  const context: Context = {
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.declaration.limits },
  };
  let state = await openRun(
    context,
    await readCheckpoint(ports.store, stream.name),
  );
  const report = {
    stream: stream.name,
    run: state.open.id,
    pages: 0,
    accepted: 0,
    rejected: 0,
  };
  let before: string | undefined;
  for (;;) {
    const { open } = state;
    const page = await readPage(context, open);
    assertProgress(context, open, page, before);
    before = page.text;
    await storePage(context, open, page);
    const pending = furthest(state.pending, cursorOf(stream, page.rows));
    report.pages += 1;
    report.accepted += page.rows.length;
    report.rejected += page.rejected.length;
    ports.log('page', {
      stream: stream.name,
      page: open.page + 1,
      rows: page.rows.length,
      rejected: page.rejected.length,
    });
    if (page.last) {
      const reached = furthest(state.reached, pending);
      await writeCheckpoint(ports.store, stream.name, state, { reached });
      return { ...report, reached };
    }
    const next = { ...open, page: open.page + 1 };
    const written = await writeCheckpoint(ports.store, stream.name, state, {
      reached: state.reached,
      pending,
      open: next,
    });
    state = { ...written, open: next };
  }
}
