/*
 * A run done again from what it archived, without a single request. Its rows are written under an id that sorts right
 * behind the run they come from: they replace that run's rows and never those of a later one. Neither cursor nor
 * quota is touched.
 */
import type { OpenRun } from '../checkpoint';
import { ConnectorError } from '../errors';
import { createStoredLineage } from '../lineage/lineage';
import { createSource } from '../source/createSource';
import { createDefaultSink } from '../tables';
import type { ArchiveManifest } from './archive';
import { listArchive, readArchive } from './archive';
import { evolveTable, progressAfter } from './commitPage';
import { judgeRun } from './judgeRun';
import { emptyProgress } from './openRun';
import { judgeRawPage } from './readOnePage';
import type { SchemaVersion } from './schemaVersions';
import { readSchemaVersion } from './schemaVersions';
import type { RunOptions, Session } from './session';
import { createSession, tableAt } from './session';
import type { QualityResult } from '../quality/types';

/** What a replay did. */
export interface ReplayReport {
  readonly stream: string;
  readonly run: string;
  /** Id under which the rows were written. */
  readonly as: string;
  readonly pages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly quality: readonly QualityResult[];
}

/** Options of one replay. */
export interface ReplayOptions
  extends Omit<RunOptions, 'window' | 'partition'> {
  /** Id of the run, as its report and its keys say it. */
  readonly run: string;
}

/** A network that is not there: whoever asks it has made a mistake. */
async function refuse(): Promise<never> {
  throw new ConnectorError(
    'configuration',
    'A replay asks nobody; the source tried to, so read the window again with backfill.',
  );
}

function openAs(manifest: ArchiveManifest, as: string, at: string): OpenRun {
  return {
    id: as,
    at,
    start: manifest.window.from,
    end: manifest.window.to,
    page: manifest.page,
  };
}

async function replayPages(
  session: Session,
  options: ReplayOptions,
  keys: readonly string[],
): Promise<ReplayReport> {
  const { ports, sink, source, stream } = session;
  const at = new Date(ports.clock.now()).toISOString();
  const as = `${options.run}.r${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
  let progress = emptyProgress(session);
  let version: SchemaVersion | undefined;
  for (const [index, key] of keys.entries()) {
    const { manifest, answer } = await readArchive(ports.store, key);
    const open = openAs(manifest, as, at);
    version ??= await evolveTable(session, { added: {}, open });
    const { partition } = manifest;
    const records = await source.parse(answer, partition ? { partition } : {});
    const judged = await judgeRawPage(
      session,
      { open, progress, version, last: index === keys.length - 1 },
      { records, request: answer.request },
    );
    if (Object.keys(judged.added).length > 0) {
      version = await evolveTable(session, { added: judged.added, open });
    }
    progress = progressAfter(session, progress, judged);
    await sink.commit(tableAt(session, version), {
      run: as,
      page: manifest.page,
      rows: judged.rows,
      cursor: { replayOf: options.run },
    });
  }
  const state = { revision: 0, open: { id: as, page: keys.length } };
  return {
    stream: stream.name,
    run: options.run,
    as,
    pages: progress.pages,
    accepted: progress.accepted,
    rejected: progress.rejected,
    quality: await judgeRun(session, state, progress.tally),
  };
}

/**
 * Parses the archive of a run again and writes its rows.
 *
 * @throws ConnectorError `configuration` when the run has no archive, `contract` when the archive is damaged or its
 *   records break the contract.
 */
export async function replayRun(options: ReplayOptions): Promise<ReplayReport> {
  const { declaration, stream, ports, run } = options;
  const keys = await listArchive(ports.store, {
    source: declaration.source,
    stream: stream.name,
    run,
  });
  if (keys.length === 0) {
    throw new ConnectorError(
      'configuration',
      `'${stream.name}' has no archive of the run '${run}'; list raw/ for the runs there are.`,
    );
  }
  const offline = { ...ports, fetch: refuse };
  const source = (options.createSource ?? createSource)({
    declaration,
    stream,
    secret: options.secret,
    ports: offline,
  });
  const session = createSession(
    { ...options, ports: offline },
    {
      source,
      sink: options.sink ?? createDefaultSink(ports.store),
      lineage: options.lineage ?? createStoredLineage(ports),
    },
  );
  try {
    const known = await readSchemaVersion(ports.store, stream.name);
    await session.sink.ensure(tableAt(session, known));
    return await replayPages(session, options, keys);
  } finally {
    await source.close();
  }
}
