import { isDenied } from '../kubernetes/isDenied';
import type { KindReading } from './readKind';

/** Held objects that are asked for by name in one round. */
const ASKED_AT_ONCE = 200;

/** Asks for what was held long enough, one by one, and lets go of what the API server denies by name. */
export async function settleHeld(
  reading: Pick<
    KindReading,
    'connection' | 'shelf' | 'timings' | 'clock' | 'signal' | 'onChange'
  >,
): Promise<void> {
  const { connection, shelf, timings, clock, signal } = reading;
  for (const { object, since } of shelf.held.slice(0, ASKED_AT_ONCE)) {
    if (signal.aborted || clock.now() - since < timings.confirmAfter) return;
    const { metadata } = object;
    const existence = await isDenied({
      connection,
      kind: shelf.kind,
      object: metadata,
      signal,
      clock,
    });
    if (existence === 'unknown') return;
    if (existence === 'gone') {
      shelf.remove(object, clock.now());
      reading.onChange();
    }
  }
}
