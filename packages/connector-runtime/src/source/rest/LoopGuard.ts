/*
 * A source that ignores the offset, or whose last page names itself as the next, would be read for ever. Four signs
 * stop it: the same place twice, the same records twice in a row or ever in this pass, pages without records that go
 * on naming a next one, and a bound on pages. A pass that was resumed remembers the page before from its token.
 */
import { createHash } from 'node:crypto';
import { ConnectorError } from '../../errors';

/** What a token remembers for the guard. */
export interface LoopMemory {
  /** Pages before this one. */
  readonly page: number;
  /** Print of the records before this one. */
  readonly print?: string;
  /** Pages without records in a row. */
  readonly empty?: number;
}

const MOST_EMPTY = 3;

/** A short name of records: equal pages have equal prints. */
export function printOf(records: readonly unknown[]): string {
  const middle = records[Math.floor(records.length / 2)];
  return createHash('sha256')
    .update(
      JSON.stringify([records.length, records[0], middle, records.at(-1)]),
    )
    .digest('base64url')
    .slice(0, 16);
}

/** Watches the passes of one stream. */
export class LoopGuard {
  readonly #stream: string;
  readonly #maxPages: number;
  readonly #passes = new Map<
    string,
    { places: Set<string>; prints: Set<string> }
  >();

  constructor(stream: string, maxPages: number) {
    this.#stream = stream;
    this.#maxPages = maxPages;
  }

  /** A new pass begins. */
  begin(pass: string): void {
    this.#passes.delete(pass);
  }

  /**
   * Looks at a page and gives what the token of the next must remember.
   *
   * @throws ConnectorError `contract` when the source goes round in a circle.
   */
  assertProgress(
    pass: string,
    seen: {
      memory: LoopMemory;
      records: readonly unknown[];
      place: string;
      next: string | undefined;
    },
  ): LoopMemory {
    const { memory, records, place, next } = seen;
    const pages = memory.page + 1;
    const print = records.length === 0 ? undefined : printOf(records);
    const known = this.#passes.get(pass) ?? {
      places: new Set<string>(),
      prints: new Set<string>(),
    };
    this.#passes.set(pass, known);
    known.places.add(place);
    if (
      print !== undefined &&
      (print === memory.print || known.prints.has(print))
    ) {
      throw this.#circle(
        `Page ${pages} of '${
          this.#stream
        }' repeats the page before or an earlier one; the source ignores the page that is asked for, so correct the pagination`,
      );
    }
    if (print !== undefined) {
      known.prints.add(print);
    }
    if (next !== undefined && known.places.has(next)) {
      throw this.#circle(
        `Page ${pages} of '${
          this.#stream
        }' names a page that was read already as the next; tell the source, or correct the place where the next page is looked for`,
      );
    }
    const empty = records.length === 0 ? (memory.empty ?? 0) + 1 : 0;
    if (next !== undefined && empty >= MOST_EMPTY) {
      throw this.#circle(
        `'${
          this.#stream
        }' gave ${empty} pages without rows and still names a next one; tell the source, or start later`,
      );
    }
    if (next !== undefined && pages >= this.#maxPages) {
      throw this.#circle(
        `'${this.#stream}' has more than ${
          this.#maxPages
        } pages; raise limits.maxPages or start later`,
      );
    }
    return { page: pages, print: print ?? memory.print, empty };
  }

  #circle(message: string): ConnectorError {
    return new ConnectorError('contract', `${message}.`);
  }
}
