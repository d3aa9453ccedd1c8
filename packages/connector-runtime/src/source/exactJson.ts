/*
 * JSON whose numbers keep their digits. A price written 71.260000000000000001 does not fit a double; read as usual,
 * digits are lost before anybody could ask for a decimal. So a number that a double cannot give back is kept as the
 * text that was sent, and a `decimal` column takes it from there.
 */
import { canonicalDecimal } from './canonicalDecimal';

function keepDigits(
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) {
    return value;
  }
  return canonicalDecimal(source) === canonicalDecimal(String(value))
    ? value
    : source;
}

/** The reviver's third argument is in every Node that this package runs on, not yet in every type library. */
type SourceAwareParse = (text: string, reviver: typeof keepDigits) => unknown;

/**
 * Fifteen digits always survive a double; only a longer number, or one with a large exponent, makes it worth to look at
 * every number. Numbers follow a colon, a comma or a bracket; digits inside text follow a quote.
 */
const MAY_LOSE = /(?:^|[:,[])\s*-?(?:[\d.]{16}|[\d.]+[eE][+-]?\d{3})/;

/**
 * Parses JSON; with `exact`, numbers that do not fit a double stay text.
 *
 * @throws SyntaxError when the text is no JSON.
 */
export function parseJson(text: string, exact: boolean): unknown {
  const parse: SourceAwareParse = JSON.parse;
  return exact && MAY_LOSE.test(text)
    ? parse(text, keepDigits)
    : JSON.parse(text);
}
