/*
 * From the records of a page to the rows that are written: the contract, the window, the duplicates. Pure but for the
 * memory of keys; nothing is stored here.
 */
import { isOutside, problemOfCursor } from '../cursor';
import type { CursorDeclaration } from '../declaration';
import type { ColumnSchema, Row, RowSchema } from '../schema';
import type { Window } from '../source/types';
import type { Contracts, Drift } from './contract';
import { ContractJudge } from './ContractJudge';
import type { DeadLetter } from './deadLetters';
import type { KeyWindow } from './keyWindow';
import { dropDuplicates } from './keyWindow';

/** What became of the records of a page. */
export interface JudgedPage {
  readonly rows: readonly Row[];
  readonly letters: readonly DeadLetter[];
  readonly drift: readonly Drift[];
  /** Columns that the contract added for this page. */
  readonly added: Readonly<Record<string, ColumnSchema>>;
  readonly duplicates: number;
  readonly skipped: number;
}

/** What records are held against. */
export interface PageRules {
  readonly schema: RowSchema;
  readonly contracts: Contracts;
  readonly primaryKey: readonly string[];
  readonly cursor?: CursorDeclaration;
  readonly window: Window;
  readonly keys: KeyWindow;
}

/** @throws ConnectorError `contract` when the contract is frozen and a record differs. */
export function judgePage(
  records: readonly unknown[],
  rules: PageRules,
): JudgedPage {
  const { cursor, window, primaryKey } = rules;
  const judge = new ContractJudge({
    schema: rules.schema,
    contract: rules.contracts,
    primaryKey,
    cursor: cursor?.field,
  });
  const letters: DeadLetter[] = [];
  const within: Row[] = [];
  let skipped = 0;
  for (const record of records) {
    const judged = judge.judge(record);
    const problem =
      cursor && judged.outcome === 'row'
        ? problemOfCursor(cursor, judged.row)
        : undefined;
    if (judged.outcome === 'rejected') {
      const { reason, path, problems } = judged;
      letters.push({ reason, path, problems, record });
    } else if (cursor && problem !== undefined) {
      const path = cursor.field;
      letters.push({ reason: 'wrong-type', path, problems: [problem], record });
    } else if (cursor && isOutside(cursor, window, judged.row[cursor.field])) {
      skipped += 1;
    } else {
      within.push(judged.row);
    }
  }
  const { rows, duplicates } = dropDuplicates(within, primaryKey, rules.keys);
  return {
    rows,
    letters,
    drift: judge.drift(),
    added: judge.additions(),
    duplicates,
    skipped,
  };
}
