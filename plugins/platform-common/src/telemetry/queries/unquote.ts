const SIMPLE: Record<string, string> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** What a literal of PromQL or LogQL says, as Go reads it; `undefined` when it does not end. */
export function unquote(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === '`') return inner;
  return inner.replace(ESCAPE, (_, hex, short, long, octal, other) => {
    const code = hex ?? short ?? long;
    if (code !== undefined) return fromCode(parseInt(code, 16));
    if (octal !== undefined) return fromCode(parseInt(octal, 8));
    return SIMPLE[other] ?? other;
  });
}
