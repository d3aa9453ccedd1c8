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
  return isNear(seconds(ours), seconds(theirs));
}
