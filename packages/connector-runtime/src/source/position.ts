/*
 * Where a source stands that has no column to tell it: offsets of a topic. Written when the token of the next page
 * comes back, which proves that the page before it is safe; a run that begins without a token starts here.
 */
import { ConnectorError } from '../errors';
import type { ObjectStore } from '../ports';
import type { PageToken } from './types';

/** Key of a stream's position. */
export function positionKey(stream: string): string {
  return `position/${stream}.json`;
}

/** The last position, or undefined before the first page was safe. */
export async function readPosition(
  store: ObjectStore,
  stream: string,
): Promise<PageToken | undefined> {
  const bytes = await store.get(positionKey(stream));
  if (bytes === undefined) {
    return undefined;
  }
  try {
    const position: PageToken = JSON.parse(Buffer.from(bytes).toString());
    return position;
  } catch (cause) {
    throw new ConnectorError(
      'configuration',
      `${positionKey(
        stream,
      )} cannot be read; remove it, and the stream starts where it is declared to start.`,
      cause,
    );
  }
}

/** Writes the position. */
export async function writePosition(
  store: ObjectStore,
  stream: string,
  position: PageToken,
): Promise<void> {
  await store.put(positionKey(stream), Buffer.from(JSON.stringify(position)));
}
