/*
 * What was found in somebody's document and what could not be taken over. Nothing is guessed: a part that this product cannot say in its own words is
 * named by its place, so that a person decides. Values that could not be taken are never repeated: they may be keys.
 */
import type { JsonObject, JsonValue } from '../../kubernetes';
import { mappingOf } from '../documents';

/** Fields of a generic HTTP connector as a document gives them; unchecked. */
export type Candidate = JsonObject;

/** What a reader of a format returns. */
export interface Taken {
  readonly candidate: Candidate;
  readonly leftOut: readonly string[];
}

const SAFE_PLACE = /[^A-Za-z0-9_.[\] -]/g;

/** Collects what is left out, each place once. */
export class LeftOut {
  readonly #places = new Set<string>();

  /** @param place - where in the document. @param why - what cannot be said. */
  add(place: string, why: string): void {
    this.#places.add(`${place.replace(SAFE_PLACE, '_').slice(0, 120)}: ${why}`);
  }

  /** Names every key of a mapping that is not among the known ones. */
  addUnknown(
    place: string,
    value: JsonValue | undefined,
    known: readonly string[],
  ): void {
    for (const key of Object.keys(mappingOf(value))) {
      if (!known.includes(key) && !key.startsWith('$')) {
        this.add(`${place}.${key}`, 'has no counterpart here');
      }
    }
  }

  /** Everything, in the order found. */
  list(): string[] {
    return [...this.#places];
  }
}

/** A text without an expression in it; otherwise the place is listed and nothing is taken. */
export function plainText(
  value: JsonValue | undefined,
  place: string,
  leftOut: LeftOut,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    leftOut.add(place, 'is no plain text');
    return undefined;
  }
  const text = String(value);
  if (/\{\{|\{%|\$\{/.test(text)) {
    leftOut.add(place, 'is an expression of the other product');
    return undefined;
  }
  return text;
}

/** Parameters without expressions, as `[{ name, value }]`. */
export function plainParameters(
  value: JsonValue | undefined,
  place: string,
  leftOut: LeftOut,
): Array<{ name: string; value: string }> {
  return Object.entries(mappingOf(value)).flatMap(([name, given]) => {
    const text = plainText(given, `${place}.${name}`, leftOut);
    return text === undefined ? [] : [{ name, value: text }];
  });
}
