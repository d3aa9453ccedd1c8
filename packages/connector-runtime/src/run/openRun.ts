/*
 * Where a pass begins. The id of a run starts with the revision of the live state, so ids sort as runs follow each
 * other even when a clock was set back. A sink that keeps the cursor with the data may know more than the checkpoint
 * (the process died between the two): then the sink is right.
 */
import type { Checkpoint, OpenRun, Progress } from '../checkpoint';
import { readCheckpoint, writeCheckpoint } from '../checkpoint';
import { startOf } from '../cursor';
import { emptyTally } from '../quality/tally';
import type { Json, TableSpec } from '../sinks/types';
import type { Session } from './session';
import { runSuffix } from './session';

/** A state in which a run is open. */
export type OpenState = Checkpoint & { readonly open: OpenRun };

/** What a commit says of the stream, so that the state can be found again from the table alone. */
export interface CommittedCursor {
  readonly name: string;
  readonly checkpoint: Checkpoint;
}

/** A value without its absent parts, as JSON gives it back. */
export function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null));
}

function isCommittedCursor(cursor: unknown): cursor is CommittedCursor {
  return (
    typeof cursor === 'object' &&
    cursor !== null &&
    'name' in cursor &&
    'checkpoint' in cursor
  );
}

/** Who committed: two connectors may write to one table, and streams of both may be called the same. */
export function committedName(session: Session): string {
  return `${session.declaration.name}/${session.name}`;
}

/** The progress of a run that has done nothing. */
export function emptyProgress(session: Session): Progress {
  return {
    pages: 0,
    accepted: 0,
    rejected: 0,
    duplicates: 0,
    skipped: 0,
    tally: emptyTally(session.checks),
  };
}

/** The state of the stream: the checkpoint, or what the table says when it is further. */
export async function readState(
  session: Session,
  table: TableSpec,
): Promise<Checkpoint> {
  const { ports, name, sink } = session;
  const state = await readCheckpoint(ports.store, name);
  if (!sink.keepsCursor) {
    return state;
  }
  const cursor: unknown = (await sink.lastCommit(table))?.cursor;
  if (!isCommittedCursor(cursor) || cursor.name !== committedName(session)) {
    return state;
  }
  const { revision, ...rest } = cursor.checkpoint;
  if (revision <= state.revision) {
    return state;
  }
  ports.log('state-from-table', { stream: session.stream.name, revision });
  return writeCheckpoint(ports.store, name, { revision: revision - 1 }, rest);
}

async function liveRevision(session: Session): Promise<number> {
  const { stream, ports, window, name } = session;
  const live = window ? name.replace(/~.*/, '') : name;
  const state = await readCheckpoint(ports.store, live);
  return (
    state.revision || (await readCheckpoint(ports.store, stream.name)).revision
  );
}

/** The open run of the state, or a new one, written before anything is read. */
export async function openRun(
  session: Session,
  state: Checkpoint,
): Promise<OpenState> {
  if (state.open) {
    return { ...state, open: state.open };
  }
  const { stream, ports, window, name } = session;
  const number = window ? await liveRevision(session) : state.revision;
  const at = new Date(ports.clock.now()).toISOString();
  const time = at.slice(0, 19).replace(/[-:]/g, '');
  const start = stream.cursor && startOf(stream.cursor, state.reached);
  const open: OpenRun = {
    id: `${String(number).padStart(9, '0')}-${time}Z${runSuffix(session)}`,
    at,
    start: window ? window.from : start,
    ...(window?.to !== undefined && { end: window.to }),
    page: 0,
    ...(state.position !== undefined && { token: state.position }),
  };
  const { revision, ...rest } = state;
  const written = await writeCheckpoint(ports.store, name, state, {
    ...rest,
    pending: undefined,
    open,
  });
  ports.log('run', {
    stream: stream.name,
    run: open.id,
    from: open.start ?? '',
  });
  return { ...written, open };
}
