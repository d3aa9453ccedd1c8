import type { z } from 'zod';
import type { ColumnSpec } from './columnFields';

/** A spec that declares columns and names some of them again. */
interface ColumnsUsed {
  readonly columns: readonly ColumnSpec[];
  readonly primaryKey: readonly string[];
  readonly cursor?: { readonly field: string } | undefined;
  readonly cursorColumn?: string | undefined;
}

/** Whether the key and the cursor are among the columns; a refinement of a spec. */
export function checkColumnsUsed(
  spec: ColumnsUsed,
  context: z.RefinementCtx,
): void {
  const names = new Set(spec.columns.map(({ name }) => name));
  const told = `is no column; name one of ${[...names].join(', ')}`;
  const miss = (path: (string | number)[]) =>
    context.addIssue({ code: 'custom', path, message: told });
  for (const [index, name] of spec.primaryKey.entries()) {
    if (!names.has(name)) miss(['primaryKey', index]);
  }
  if (spec.cursor && !names.has(spec.cursor.field)) miss(['cursor', 'field']);
  if (spec.cursorColumn && !names.has(spec.cursorColumn))
    miss(['cursorColumn']);
}
