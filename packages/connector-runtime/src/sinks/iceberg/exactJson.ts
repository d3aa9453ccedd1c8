/*
 * Snapshot ids are 64-bit numbers. Those made here fit into a JavaScript number; those of Trino and Spark do not, and
 * `JSON.parse` rounds them without a word, after which "the table is still at snapshot X" can never be true again.
 * So long integers become text before an answer is parsed, and numbers again before a request is sent.
 */

/** A token of JSON that matters here: a string, which is left alone, or a whole number with all its parts. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?\d{16,}$/;

/** JSON text in which integers of 16 or more digits are strings. */
export function longIntegersAsText(json: string): string {
  return json.replace(TOKEN, token =>
    LONG.test(token) ? `"${token}"` : token,
  );
}

const ID = /"((?:parent-)?snapshot-id)":"(-?\d+)"/g;

/** JSON text in which snapshot ids are numbers. Quotes inside of strings are escaped, so only keys match. */
export function snapshotIdsAsNumbers(json: string): string {
  return json.replace(ID, '"$1":$2');
}
