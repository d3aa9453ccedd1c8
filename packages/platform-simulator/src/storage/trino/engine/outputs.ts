/** What a SELECT shows: its items, and the keys that name them. */
import { SqlError } from '../SqlError';
import type { Expression, SelectItem } from '../sql/ast';
import type { Scope } from './Scope';

/** One column of a SELECT. */
export interface Output {
  name: string;
  value: Expression;
}

/** The items, with every star written out. @throws SqlError */
export function expandItems(
  items: readonly SelectItem[],
  scope: Scope,
): Output[] {
  return items.flatMap((item, index): Output[] => {
    if (item.node === 'all') {
      return scope.all(item.of, item.at).map(place => ({
        name: scope.columns[place].name,
        value: {
          node: 'slot',
          index: place,
          type: scope.columns[place].type,
          at: item.at,
        },
      }));
    }
    const { value, alias } = item;
    const own = value.node === 'column' ? value.name.at(-1) : undefined;
    return [{ name: alias ?? own ?? `_col${index}`, value }];
  });
}

/** The place of the output that a key names, by number or by name; undefined for an expression of its own. */
export function outputPlace(
  key: Expression,
  outputs: readonly Output[],
  clause: string,
): number | undefined {
  if (key.node === 'literal' && typeof key.value === 'bigint') {
    const place = Number(key.value) - 1;
    if (!outputs[place]) {
      throw new SqlError(
        'INVALID_COLUMN_REFERENCE',
        `${clause} position ${place + 1} is not in select list`,
        { at: key.at },
      );
    }
    return place;
  }
  if (key.node !== 'column' || key.name.length > 1) return undefined;
  const places = outputs.flatMap(({ name }, at) =>
    name === key.name[0] ? [at] : [],
  );
  return clause === 'ORDER BY' ? places[0] : undefined;
}
