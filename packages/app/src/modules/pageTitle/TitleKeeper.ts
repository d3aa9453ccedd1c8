/**
 * What the tab of the browser says, held against two habits of others. Some parts of Backstage's pages title the tab without the
 * portal's name. And the counter of notifications, which follows the title, puts back the one that it saw before whenever a
 * page titles itself twice in a row; the tab would then go on naming a page that was left. So a title that was replaced does not
 * come back until another page is entered.
 */
export class TitleKeeper {
  readonly #portal: string;
  #replaced = new Set<string>();
  #current: string | undefined;

  constructor(portal: string) {
    this.#portal = portal;
  }

  /** A page is entered: it may be titled as any page before it, but for what it replaces from now on. */
  enter(): void {
    this.#replaced = new Set(
      this.#current === undefined ? [] : [this.#current],
    );
    this.#current = undefined;
  }

  /** What the tab has to say after somebody has written this. */
  correct(written: string): string {
    if (!written) return written;
    const named = written.includes(this.#portal)
      ? written
      : `${written} | ${this.#portal}`;
    if (this.#current !== undefined) {
      if (named !== this.#current && this.#replaced.has(named))
        return this.#current;
      this.#replaced.add(this.#current);
    }
    this.#current = named;
    return named;
  }
}
