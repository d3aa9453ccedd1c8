const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** What needs no change: most of what sources write. */
const CANONICAL = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;

/**
 * A number as plain digits: no exponent, no `+`, no needless zeros, `-0` is `0`; exact whatever its length. Undefined
 * when the text is no number.
 */
export function canonicalDecimal(text: string): string | undefined {
  if (CANONICAL.test(text)) {
    return text;
  }
  const match = NUMBER.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') {
    return undefined;
  }
  const point = whole.length + Number(exponent);
  const padded =
    point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const at = Math.max(0, point);
  const left = padded.slice(0, at).replace(/^0+/, '') || '0';
  const right = padded.slice(at).replace(/0+$/, '');
  const value = right === '' ? left : `${left}.${right}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}
