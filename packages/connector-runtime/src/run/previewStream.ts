/*
 * A test read: a few rows of a stream, what their columns are, and whether they are as expected. Nothing is kept; the
 * state, the archive and the quota ledger live in memory and are gone with the call.
 */
import { startOf } from '../cursor';
import { MemoryStore } from '../memoryStore';
import { judgeQuality } from '../quality/judge';
import { emptyTally } from '../quality/tally';
import type { Tally } from '../quality/tally';
import type { QualityResult } from '../quality/types';
import type { Row } from '../schema';
import { createSource } from '../source/createSource';
import type { PageToken } from '../source/types';
import { createDefaultSink } from '../tables';
import { createStoredLineage } from '../lineage/lineage';
import { withColumns } from './contract';
import { judgePage } from './judgePage';
import { scrubError } from './scrubError';
import type { RunOptions, Session } from './session';
import { createSession } from './session';

/** What a test read found. */
export interface PreviewReport {
  readonly stream: string;
  readonly rows: readonly Row[];
  /** Columns with their types, such as `number or null`, and where each comes from. */
  readonly columns: ReadonlyArray<{
    readonly name: string;
    readonly type: string;
    readonly from: 'declared' | 'added';
  }>;
  readonly quality: readonly QualityResult[];
  /** Rows of the pages that were read, also those beyond the wanted number. */
  readonly accepted: number;
  readonly rejected: number;
  /** Why the first few were rejected. */
  readonly problems: readonly string[];
  /** Requests that were made, scrubbed, in their order. */
  readonly requests: readonly string[];
}

const PROBLEMS_SHOWN = 5;
const MAX_PAGES = 20;
/** Pages without anything after which nobody waits for a topic, a socket or a caller any longer. */
const SILENT_PAGES = 2;
/** Expectations that a part of the rows says nothing about. */
const NEEDS_ALL = /^(row-count|freshness)/;

interface Found {
  readonly rows: Row[];
  readonly problems: string[];
  readonly requests: string[];
  rejected: number;
  added: Session['stream']['schema']['properties'];
  tally: Tally;
  /** True: there was no more to read. */
  whole: boolean;
}

async function readSome(session: Session, rows: number): Promise<Found> {
  const { stream, source, partition, scrub } = session;
  const { cursor } = stream;
  const window = session.window ?? {
    ...(cursor && { from: startOf(cursor, undefined) }),
  };
  const found: Found = {
    rows: [],
    problems: [],
    requests: [],
    rejected: 0,
    added: {},
    tally: emptyTally(session.checks),
    whole: false,
  };
  let token: PageToken | undefined;
  let silent = 0;
  for (let page = 0; page < MAX_PAGES && found.rows.length < rows; page += 1) {
    const raw = await source.readPage({
      window,
      ...(token !== undefined && { token }),
      ...(partition && { partition }),
    });
    const judged = judgePage(raw.records, {
      schema: withColumns(stream.schema, found.added),
      contracts: session.contracts,
      primaryKey: stream.primaryKey,
      cursor,
      window,
      keys: session.keys,
    });
    found.requests.push(scrub(raw.request));
    found.rows.push(...judged.rows.slice(0, rows - found.rows.length));
    found.rejected += judged.letters.length;
    found.problems.push(
      ...judged.letters
        .slice(0, PROBLEMS_SHOWN)
        .map(letter => letter.problems[0]),
    );
    found.added = { ...found.added, ...judged.added };
    found.tally = session.count(found.tally, judged.rows);
    silent = raw.records.length === 0 ? silent + 1 : 0;
    if (raw.next === undefined) {
      found.whole = true;
      break;
    }
    if (session.listens && silent >= SILENT_PAGES) {
      break;
    }
    token = raw.next;
  }
  return found;
}

/**
 * Reads at most `rows` rows of a stream (of its first partition, unless one is given) and writes nothing.
 *
 * @throws ConnectorError as the source does.
 */
export async function previewStream(
  options: RunOptions & { readonly rows: number },
): Promise<PreviewReport> {
  const { declaration, stream, secret } = options;
  const ports = { ...options.ports, store: new MemoryStore() };
  const partition = options.partition ?? stream.partitions?.[0];
  const source = (options.createSource ?? createSource)({
    declaration,
    stream,
    secret,
    ports,
  });
  const session = createSession(
    { ...options, partition },
    {
      source,
      sink: createDefaultSink(ports.store),
      lineage: createStoredLineage(ports),
    },
  );
  try {
    const found = await readSome(session, options.rows);
    const schema = withColumns(stream.schema, found.added);
    const { checks } = session;
    const quality = judgeQuality(checks, found.tally, ports.clock.now());
    return {
      stream: stream.name,
      rows: found.rows,
      columns: Object.entries(schema.properties).map(([name, column]) => ({
        name,
        type: [column.format ?? column.type].flat().join(' or '),
        from: name in stream.schema.properties ? 'declared' : 'added',
      })),
      quality: quality.filter(
        ({ check }) => found.whole || !NEEDS_ALL.test(check),
      ),
      accepted: found.tally.rows,
      rejected: found.rejected,
      problems: found.problems.slice(0, PROBLEMS_SHOWN).map(session.scrub),
      requests: found.requests,
    };
  } catch (error) {
    throw scrubError(error, session.scrub);
  } finally {
    await source.close();
  }
}
