import { textAt } from '../kubernetes/printers/read';
import { eventSource, types, type ControllerContext } from './context';

/** The real server keeps Events for an hour. */
const lifetime = 60 * 60 * 1000;

/** Deletes the Events that the controllers told more than an hour ago; seeded Events stay. */
export function pruneEvents({ store, clock }: ControllerContext): void {
  const oldest = clock.now() - lifetime;
  for (const event of store.list(types.event)) {
    const own =
      textAt(event, ['source', 'component'], '') === eventSource &&
      Date.parse(textAt(event, ['lastTimestamp'], '')) < oldest;
    if (own) store.delete(types.event, event.metadata);
  }
}
