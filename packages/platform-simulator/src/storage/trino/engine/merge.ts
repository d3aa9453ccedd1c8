/**
 * MERGE.
 *
 * Rows of the source are found by the equal columns of the condition, so that a merge by key costs one pass over the keys of the
 * table; only files with a match are read whole and written anew.
 */
import type { LiveFile } from '../../lake/readSnapshot';
import { SqlError } from '../SqlError';
import type { SqlRow } from '../types';
import { commitChange } from './commitChange';
import type { EngineContext } from './context';
import { keyOf, planMerge, type Merge, type MergePlan } from './planMerge';
import { liveFiles, scanFile, tableFields } from './scanTable';

/** Finds, for a row of the table, the rows of the source that fit. */
function createMatcher({ pairing, sourceRows, columns }: MergePlan) {
  const { target, source, rest } = pairing;
  const blank: SqlRow = columns.map(() => null);
  const byKey = new Map<string, number[]>();
  sourceRows.forEach((row, at) => {
    const key = keyOf([...blank, ...row], source);
    if (key === undefined) return;
    const places = byKey.get(key);
    if (places) places.push(at);
    else byKey.set(key, [at]);
  });
  return (row: SqlRow): number[] => {
    const key = keyOf(row, target);
    const candidates = (key === undefined ? undefined : byKey.get(key)) ?? [];
    if (rest.length === 0) return candidates;
    return candidates.filter(at => {
      const both = [...row, ...sourceRows[at]];
      return rest.every(one => one.run(both) === true);
    });
  };
}

/** What becomes of a row: undefined for nothing. */
function applyMatched(
  made: MergePlan,
  row: SqlRow,
  found: readonly number[],
): SqlRow | null | undefined {
  let result: SqlRow | null | undefined;
  let applied = 0;
  for (const at of found) {
    const both = [...row, ...made.sourceRows[at]];
    const one = made.matched.find(candidate => candidate.fits(both));
    if (!one) continue;
    applied += 1;
    result = one.make(both);
  }
  if (applied > 1) {
    throw new SqlError(
      'MERGE_TARGET_ROW_MULTIPLE_MATCHES',
      'One MERGE target table row matched more than one source row',
    );
  }
  return result;
}

/** Whether any row of the file fits any of the source; those that do are noted. */
async function seesMatch(
  made: MergePlan,
  file: LiveFile,
  told: {
    context: EngineContext;
    find: (row: SqlRow) => number[];
    seen: Set<number>;
  },
): Promise<boolean> {
  const { context, find, seen } = told;
  const { fields } = tableFields(made.table);
  const before = seen.size;
  let matches = false;
  const { used } = made.pairing;
  for await (const batch of scanFile(context, file, { fields, used })) {
    for (const row of batch) {
      const found = find(row);
      matches ||= found.length > 0;
      for (const at of found) seen.add(at);
    }
  }
  return matches || seen.size > before;
}

/** @returns how many rows were written, changed or removed. @throws SqlError */
export async function merge(
  statement: Merge,
  context: EngineContext,
): Promise<number> {
  const made = await planMerge(statement, context);
  const { fields } = tableFields(made.table);
  const find = createMatcher(made);
  const seen = new Set<number>();
  const added: SqlRow[] = [];
  const removed: LiveFile[] = [];
  let changed = 0;
  for (const file of await liveFiles(context, made.table)) {
    if (!(await seesMatch(made, file, { context, find, seen }))) continue;
    if (made.matched.length === 0) continue;
    const before = changed;
    const kept: SqlRow[] = [];
    for await (const batch of scanFile(context, file, { fields })) {
      for (const row of batch) {
        const after = applyMatched(made, row, find(row));
        if (after !== undefined) changed += 1;
        if (after !== null) kept.push(after ?? row);
      }
    }
    if (changed === before) continue;
    removed.push(file);
    for (const row of kept) added.push(row);
  }
  const blank: SqlRow = made.columns.map(() => null);
  made.sourceRows.forEach((row, at) => {
    if (seen.has(at)) return;
    const both = [...blank, ...row];
    const one = made.notMatched.find(candidate => candidate.fits(both));
    const after = one?.make(both);
    if (!after) return;
    changed += 1;
    added.push(after);
  });
  await commitChange(made.table, { added, removed }, context);
  return changed;
}
