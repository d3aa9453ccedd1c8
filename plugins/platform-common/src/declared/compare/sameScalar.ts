/** Whether two values mean the same to an API server, whatever their notation. */
import { JsonValue, parseQuantity } from '../../kubernetes';

/** Fields whose values are quantities: the field itself, or what stands in it. */
const QUANTITY_FIELDS = new Set([
  'limits',
  'requests',
  'hard',
  'capacity',
  'default',
  'defaultRequest',
  'max',
  'min',
  'maxLimitRequestRatio',
  'sizeLimit',
  'storage',
  'averageValue',
  'value',
  'divisor',
  'memory',
  'cpu',
]);

const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

function seconds(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0,
  );
}

function quantity(value: JsonValue): number | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? parseQuantity(value)
    : undefined;
}

function isNear(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether a field, or the field that it stands in, holds a quantity. */
function isQuantityField(path: readonly string[]): boolean {
  return path.slice(-2).some(part => QUANTITY_FIELDS.has(part));
}

/** What Flux, envsubst and the like fill in before a cluster sees it: `${NAME}`, `${NAME:=default}`. */
const PLACE = /\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=+?][^}]*)?\}/;
/** A text with more places says nothing of itself. */
const MOST_PLACES = 20;

/** Whether a text is the other one with something filled in; nobody here knows what. */
function isFilledIn(declared: string, observed: string): boolean {
  const parts = declared.split(PLACE);
  if (parts.length < 2 || parts.length > MOST_PLACES) return false;
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (!observed.startsWith(first) || !observed.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = observed.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= observed.length - last.length;
}

/** Compares two values that are neither lists nor mappings. */
export function sameScalar(
  declared: JsonValue,
  observed: JsonValue,
  path: readonly string[],
): boolean {
  if (declared === observed) return true;
  if (isQuantityField(path) && isNear(quantity(declared), quantity(observed)))
    return true;
  const [ours, theirs] = [`${declared}`, `${observed}`];
  // A port is a number or a text; so is the value of a label that a YAML reader took for a number.
  if (ours === theirs) return declared !== null && observed !== null;
  if (typeof declared === 'string' && isFilledIn(declared, theirs)) return true;
  return isNear(seconds(ours), seconds(theirs));
}
