import { Edit } from '../platform/platformCalls';
import { Written } from '../sides/sideCalls';

/**
 * How long each edit took until it, or a newer edit of the same workload, was written; `undefined` for an
 * edit that was not. Milliseconds.
 */
export function matchEdits(
  edits: readonly Edit[],
  seen: Written['seen'],
): (number | undefined)[] {
  const later = new Map<string, Edit[]>();
  for (const edit of edits)
    later.set(edit.name, [...(later.get(edit.name) ?? []), edit]);
  return edits.map(edit => {
    const own = later.get(edit.name) ?? [];
    const newer = new Set(own.slice(own.indexOf(edit)).map(one => one.owner));
    const first = seen.find(
      ({ name, owner }) => name === edit.name && newer.has(owner),
    );
    return first && first.at - edit.at;
  });
}
