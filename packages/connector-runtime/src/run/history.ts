/*
 * Who moved a cursor, when, from where to where. One object a move, never changed: also a person who sets a cursor by
 * hand is found here.
 */
import type { ObjectStore } from '../ports';
import { keyPart } from './archive';

/** One move of a cursor. */
export interface HistoryEntry {
  readonly revision: number;
  /** ISO time. */
  readonly at: string;
  /** `run <id>`, or the name that a person gave. */
  readonly by: string;
  readonly from?: string;
  readonly to?: string;
  /** What a person said. */
  readonly reason?: string;
}

/** Writes an entry; the same move said twice is one entry. */
export async function addHistory(
  store: ObjectStore,
  name: string,
  entry: HistoryEntry,
): Promise<void> {
  const number = String(entry.revision).padStart(9, '0');
  const by = keyPart(entry.by).slice(0, 120);
  await store.put(
    `history/${name}/${number}-${by}.json`,
    Buffer.from(`${JSON.stringify(entry)}\n`),
  );
}

/** All moves of a state, the oldest first. */
export async function readHistory(
  store: ObjectStore,
  name: string,
): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (const key of await store.list(`history/${name}/`)) {
    const bytes = await store.get(key);
    if (bytes) {
      entries.push(JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
  }
  return entries;
}
