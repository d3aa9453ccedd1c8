/** The columns that an expression can name. */
import { SqlError, type SqlPlace } from '../SqlError';
import type { Name } from '../sql/ast';
import type { SqlColumn } from '../types';

/** A column with the names that may stand before its own. */
export interface ScopeColumn extends SqlColumn {
  /** The alias alone, or catalog, schema and table. */
  qualifier: Name;
}

/** Columns by name. */
export class Scope {
  readonly columns: readonly ScopeColumn[];

  constructor(columns: readonly ScopeColumn[]) {
    this.columns = columns;
  }

  #places(name: Name): number[] {
    const column = name[name.length - 1];
    const qualifier = name.slice(0, -1);
    return this.columns.flatMap((one, index) =>
      one.name === column && endsWith(one.qualifier, qualifier) ? [index] : [],
    );
  }

  has(name: Name): boolean {
    return this.#places(name).length > 0;
  }

  /** @throws SqlError `COLUMN_NOT_FOUND`, `AMBIGUOUS_NAME` */
  find(name: Name, at: SqlPlace): number {
    const places = this.#places(name);
    if (places.length === 1) return places[0];
    throw places.length === 0
      ? new SqlError(
          'COLUMN_NOT_FOUND',
          `Column '${name.join('.')}' cannot be resolved`,
          { at },
        )
      : new SqlError(
          'AMBIGUOUS_NAME',
          `Column '${name.join('.')}' is ambiguous`,
          { at },
        );
  }

  /** The places that `*` or `of.*` stands for. @throws SqlError when there are none */
  all(of: Name | undefined, at: SqlPlace): number[] {
    const places = this.columns.flatMap((one, index) =>
      !of || endsWith(one.qualifier, of) ? [index] : [],
    );
    if (of && places.length === 0) {
      throw new SqlError(
        'TABLE_NOT_FOUND',
        `Unable to resolve reference ${of.join('.')}`,
        { at },
      );
    }
    return places;
  }
}

function endsWith(whole: Name, end: Name): boolean {
  return (
    end.length <= whole.length &&
    end.every((part, at) => whole[whole.length - end.length + at] === part)
  );
}
