/*
 * Cursors moved by hand: seldom, with a reason, and only from the state that was looked at. A run that is under way
 * loses its place to it and starts again from the new cursor.
 */
import type { Checkpoint } from '../checkpoint';
import { readCheckpoint, writeCheckpoint } from '../checkpoint';
import { moveCursor } from '../cursor';
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import type { ObjectStore } from '../ports';
import { addHistory } from './history';

/**
 * Sets the cursor of a state.
 *
 * @param change - `expected` is the revision that was looked at; `reached` absent starts from the beginning.
 * @throws ConnectorError `conflict` when the state has moved since, `contract` when the value is of another
 *   granularity.
 */
export async function setState(
  store: ObjectStore,
  stream: StreamDeclaration,
  change: {
    name: string;
    expected: number;
    reached?: string;
    by: string;
    reason: string;
    /** Milliseconds since 1970. */
    now: number;
  },
): Promise<Checkpoint> {
  const { name, expected, reached, by, reason } = change;
  if (stream.cursor && reached !== undefined) {
    moveCursor(stream.cursor, reached, 0);
  }
  const before = await readCheckpoint(store, name);
  if (before.revision !== expected) {
    throw new ConnectorError(
      'conflict',
      `The state '${name}' is at revision ${before.revision} and not at ${expected}; look at it again with state get.`,
    );
  }
  const written = await writeCheckpoint(store, name, before, { reached });
  await addHistory(store, name, {
    revision: written.revision,
    at: new Date(change.now).toISOString(),
    by,
    from: before.reached,
    to: reached,
    reason,
  });
  return written;
}
