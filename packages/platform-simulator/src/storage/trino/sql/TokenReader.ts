/** Walks over the words of a statement. */
import { SqlError, type SqlPlace } from '../SqlError';
import type { Name } from './ast';
import { tokenise, type Token } from './tokenise';

/** Words that end an expression or a name, and so are no names unless they are quoted. */
const RESERVED = new Set(
  'alter and as between by case cast constraint create cross current_date current_time current_timestamp deallocate delete describe distinct drop else end escape except execute exists extract false for from full group grouping having in inner insert intersect into is join left like localtime localtimestamp natural normalize not null on or order outer prepare recursive right select skip table then true trim uescape union unnest using values when where with'.split(
    ' ',
  ),
);

/** The words that are still to be read. */
export class TokenReader {
  readonly #tokens: Token[];
  #next = 0;

  /** @throws SqlError `SYNTAX_ERROR` */
  constructor(text: string) {
    this.#tokens = tokenise(text);
  }

  get token(): Token {
    return this.#tokens[this.#next];
  }

  get at(): SqlPlace {
    return this.token.at;
  }

  /** The word after so many others. */
  ahead(count: number): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#next + count, last)];
  }

  take(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }

  /** Whether these words come next. */
  sees(...words: string[]): boolean {
    return words.every((word, offset) => {
      const { kind, value } = this.ahead(offset);
      return (kind === 'word' || kind === 'sign') && value === word;
    });
  }

  /** Takes the words when they come next. */
  accept(...words: string[]): boolean {
    if (!this.sees(...words)) return false;
    this.#next += words.length;
    return true;
  }

  /** @throws SqlError when the words do not come next */
  expect(...words: string[]): void {
    for (const word of words) {
      if (!this.accept(word)) this.fail(`'${word.toUpperCase()}'`);
    }
  }

  /** @throws SqlError always: what is there, and what was expected in its place */
  fail(expected?: string): never {
    const { raw, at } = this.token;
    const more = expected ? `. Expecting: ${expected}` : '';
    throw new SqlError('SYNTAX_ERROR', `mismatched input '${raw}'${more}`, {
      at,
    });
  }

  /** Whether a name that needs no quotes, or has them, comes next. */
  seesName(): boolean {
    const { kind, value } = this.token;
    return kind === 'quoted' || (kind === 'word' && !RESERVED.has(value));
  }

  /** A name, in small letters. @throws SqlError */
  name(): string {
    if (!this.seesName()) this.fail('<identifier>');
    return this.take().value.toLowerCase();
  }

  /** Names with points between them. @throws SqlError */
  path(): Name {
    const names = [this.name()];
    while (this.accept('.')) names.push(this.name());
    return names;
  }

  /** Names in brackets, with commas between them. @throws SqlError */
  names(): string[] {
    this.expect('(');
    const names = this.list(() => this.name());
    this.expect(')');
    return names;
  }

  /** One or more, with commas between them. */
  list<T>(read: () => T): T[] {
    const all = [read()];
    while (this.accept(',')) all.push(read());
    return all;
  }

  /** A text in quotes. @throws SqlError */
  text(): string {
    if (this.token.kind !== 'text') this.fail('<string>');
    return this.take().value;
  }

  /** A whole number. @throws SqlError */
  whole(): number {
    const { kind, value } = this.token;
    if (kind !== 'number' || !/^\d+$/.test(value)) this.fail('<integer>');
    return Number(this.take().value);
  }
}
