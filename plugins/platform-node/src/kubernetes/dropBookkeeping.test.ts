import { JsonValue } from '@254carbon/backstage-plugin-platform-common';
import fc from 'fast-check';
import { dropBookkeeping } from './dropBookkeeping';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function read(value: unknown): unknown {
  return JSON.parse(
    dropBookkeeping(Buffer.from(JSON.stringify(value))).toString('utf8'),
  );
}

/** What is to be left of a value, told in another way. */
function leave(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(leave);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner = null]) => {
      const isManaged =
        name === 'managedFields' &&
        Array.isArray(inner) &&
        JSON.stringify(inner).includes('"fieldsType":"FieldsV1"');
      const isApplied = name === APPLIED && typeof inner === 'string';
      return isManaged || isApplied ? [] : [[name, leave(inner)]];
    }),
  );
}

const FIELDS = [
  {
    manager: 'kubectl "x" \\',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': { 'k:{"name":"a]"}': {}, '.': {} } },
  },
];
/** Texts that speak of bookkeeping, and names that look like it. */
const HARD = [
  '"managedFields":[{"fieldsType":"FieldsV1"}]',
  `{"metadata":{"annotations":{"${APPLIED}":"{\\"a\\":1}"}}}`,
  '\\"managedFields":[',
  'managedFields',
  APPLIED,
  '\\',
  '"',
  ']',
  'ünïcode ✓',
];

const name = fc.oneof(
  fc.constantFrom('managedFields', APPLIED, 'metadata', 'a', '\\', ...HARD),
  fc.string(),
);
const { value } = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<JsonValue>(...HARD),
      fc.constant<JsonValue>(FIELDS),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(name, tie('value')), { maxLength: 5 })
      .map(entries => Object.fromEntries(entries) as JsonValue),
  ),
}));

describe('dropBookkeeping', () => {
  it('takes out who manages what and what was applied last, wherever they stand', () => {
    const annotations = { [APPLIED]: JSON.stringify({ spec: { a: ']"' } }) };
    const metadata = { name: 'a', annotations, managedFields: FIELDS };
    const first = { metadata: { managedFields: FIELDS, name: 'b' } };
    const only = { metadata: { managedFields: FIELDS } };
    expect(read({ items: [{ metadata, spec: {} }, first, only] })).toEqual({
      items: [
        { metadata: { name: 'a', annotations: {} }, spec: {} },
        { metadata: { name: 'b' } },
        { metadata: {} },
      ],
    });
  });

  it('leaves what only looks like it, and gives the same bytes when there is nothing', () => {
    const spec = { managedFields: ['a'], note: HARD };
    expect(read({ spec })).toEqual({ spec });
    const bytes = Buffer.from('{"kind":"PodList","items":[]}');
    expect(dropBookkeeping(bytes)).toBe(bytes);
  });

  it('takes nothing from an answer that breaks off within it', () => {
    for (const begun of [
      '{"items":[{"metadata":{"managedFields":[{"fieldsType":"FieldsV1"',
      `{"metadata":{"annotations":{"${APPLIED}":"{\\`,
    ])
      expect(dropBookkeeping(Buffer.from(begun)).toString()).toBe(begun);
  });

  it('leaves an answer valid that is written with blanks', () => {
    const annotations = { [APPLIED]: '{}', a: 'b' };
    const whole = { metadata: { managedFields: FIELDS, annotations } };
    const text = JSON.stringify(whole, undefined, 2);
    expect(JSON.parse(dropBookkeeping(Buffer.from(text)).toString())).toEqual(
      whole,
    );
    const spaced =
      '{"x":1 ,"managedFields":[{"fieldsType":"FieldsV1"}] ,"y":2}';
    expect(dropBookkeeping(Buffer.from(spaced)).toString()).toBe(spaced);
  });

  it('leaves of any JSON what is to be left of it', () => {
    fc.assert(
      fc.property(value, whole => {
        const plain: JsonValue = JSON.parse(JSON.stringify(whole));
        expect(read(plain)).toEqual(leave(plain));
      }),
      { numRuns: 2_000 },
    );
  });
});
