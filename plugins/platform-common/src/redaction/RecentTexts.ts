/**
 * A short memory for texts. What a cluster says is said over and over: the same names of fields, the same values, in
 * every one of thousands of objects; what was found out about such a text need not be found out again. Two
 * generations keep it small without any bookkeeping: what was not asked for during a whole generation is forgotten.
 */

/** A longer text is seldom seen twice. */
const LONGEST = 64;
/** Texts of one generation. */
const GENERATION = 4_096;

/** What is known of texts that were seen lately; see above. */
export class RecentTexts<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** What is known of a text, or what `look` finds out about it; `look` must give the same for the same text. */
  recall(text: string, look: (text: string) => V): V {
    if (text.length > LONGEST) return look(text);
    const known = this.#young.get(text);
    if (known !== undefined) return known;
    const value = this.#old.get(text) ?? look(text);
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, value);
    return value;
  }
}
