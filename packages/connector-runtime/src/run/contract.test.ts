import fc from 'fast-check';
import type { RowSchema } from '../schema';
import { ContractJudge } from './ContractJudge';
import type { Contracts } from './contract';
import { withColumns } from './contract';

const schema: RowSchema = {
  type: 'object',
  required: ['day', 'value'],
  additionalProperties: true,
  properties: {
    day: { type: 'string', format: 'date' },
    value: { type: ['number', 'null'] },
    count: { type: 'integer' },
    note: { type: ['string', 'null'] },
  },
};

const judgeWith = (contract: Partial<Contracts>) =>
  new ContractJudge({
    schema,
    contract: { newColumn: 'evolve', wrongType: 'evolve', ...contract },
    primaryKey: ['day'],
    cursor: 'day',
  });

const good = { day: '2026-01-01', value: 1 };

describe('a field that the source always sends and nobody wants', () => {
  it.each(['evolve', 'freeze', 'discard_row', 'discard_value'] as const)(
    'is no new column under %s, and any other field is still one',
    newColumn => {
      const judge = judgeWith({ newColumn, unwanted: ['info'] });
      expect(judge.judge({ ...good, info: ['remark'] })).toEqual({
        outcome: 'row',
        row: good,
      });
      expect(judge.drift()).toEqual([]);
      try {
        judge.judge({ ...good, grade: 'A' });
      } catch {
        // A frozen contract stops the run at it.
      }
      expect(judge.drift()).toMatchObject([{ column: 'grade' }]);
    },
  );
});

describe('a new column', () => {
  it('evolve: is added for this row and the next', () => {
    const judge = judgeWith({});
    expect(judge.judge({ ...good, grade: 'A' })).toEqual({
      outcome: 'row',
      row: { ...good, grade: 'A' },
    });
    expect(judge.judge({ ...good, grade: 7 })).toMatchObject({
      outcome: 'rejected',
      reason: 'wrong-type',
      path: 'grade',
    });
    expect(judge.additions()).toEqual({ grade: { type: ['string', 'null'] } });
    expect(judge.drift()).toContainEqual({
      kind: 'new-column',
      column: 'grade',
      contract: 'evolve',
      records: 1,
    });
  });

  it('evolve: keeps objects as JSON, and waits while there is only null', () => {
    const judge = judgeWith({});
    expect(judge.judge({ ...good, more: null })).toMatchObject({ row: good });
    expect(judge.additions()).toEqual({});
    expect(judge.judge({ ...good, more: { a: [1] } })).toMatchObject({
      row: { more: '{"a":[1]}' },
    });
    expect(judge.judge({ ...good, more: [2] })).toMatchObject({
      row: { more: '[2]' },
    });
  });

  it.each(['Value', 'a"b', '__proto__', '', 'x'.repeat(200)])(
    'evolve: takes no column that a table could not have: %s',
    name => {
      const judge = judgeWith({});
      const record = JSON.parse(
        `{"day":"2026-01-01","value":1,${JSON.stringify(name)}:"x"}`,
      );
      expect(judge.judge(record)).toEqual({ outcome: 'row', row: good });
      expect(judge.additions()).toEqual({});
    },
  );

  it('freeze: stops with the cure', () => {
    const judge = judgeWith({ newColumn: 'freeze' });
    expect(() => judge.judge({ ...good, grade: 'A' })).toThrow(
      /new column 'grade'.*declare the column/,
    );
  });

  it('discard_row: sets the record aside', () => {
    const judge = judgeWith({ newColumn: 'discard_row' });
    expect(judge.judge({ ...good, grade: 'A' })).toMatchObject({
      outcome: 'rejected',
      reason: 'new-column',
      path: 'grade',
    });
  });

  it('discard_value: leaves it out and says so; ignore says nothing', () => {
    const loud = judgeWith({ newColumn: 'discard_value' });
    expect(loud.judge({ ...good, grade: 'A' })).toMatchObject({ row: good });
    expect(loud.drift()).toHaveLength(1);
    const quiet = judgeWith({ newColumn: 'ignore' });
    expect(quiet.judge({ ...good, grade: 'A' })).toMatchObject({ row: good });
    expect(quiet.drift()).toEqual([]);
  });

  it('stops before an object that is keyed by dates becomes a table', () => {
    const judge = judgeWith({});
    const keyed = Object.fromEntries(
      Array.from({ length: 1_001 }, (_, index) => [`d${index}`, 1]),
    );
    expect(() => judge.judge({ ...good, ...keyed })).toThrow(/recordsAt/);
  });
});

describe('a value of another type', () => {
  it('evolve: what is wider goes beside its column', () => {
    const judge = judgeWith({});
    expect(judge.judge({ ...good, value: 'high' })).toEqual({
      outcome: 'row',
      row: { day: '2026-01-01', value: null, value__string: 'high' },
    });
    expect(judge.judge({ ...good, count: 1.5 })).toEqual({
      outcome: 'row',
      row: { ...good, count__number: 1.5 },
    });
    expect(judge.additions()).toEqual({
      value__string: { type: ['string', 'null'] },
      count__number: { type: ['number', 'null'] },
    });
  });

  it.each([
    ['a number where text was', { ...good, note: 5 }, 'note'],
    ['a boolean where a number was', { ...good, value: true }, 'value'],
    ['a date that is none', { ...good, day: '2026-13-45' }, 'day'],
    ['another type in the key', { ...good, day: 20260101 }, 'day'],
    ['nothing where something must be', { ...good, count: null }, 'count'],
  ])('evolve: %s would narrow, so it is set aside', (_, record, path) => {
    expect(judgeWith({}).judge(record)).toMatchObject({
      outcome: 'rejected',
      reason: 'wrong-type',
      path,
    });
  });

  it('discard_value: leaves it empty where it may be, else sets the record aside', () => {
    const judge = judgeWith({ wrongType: 'discard_value' });
    expect(judge.judge({ ...good, value: 'high' })).toMatchObject({
      row: { day: '2026-01-01', value: null },
    });
    expect(judge.judge({ ...good, count: 'two' })).toEqual({
      outcome: 'row',
      row: good,
    });
    expect(judge.judge({ ...good, day: 5 })).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('discard_row and freeze', () => {
    const aside = judgeWith({ wrongType: 'discard_row' });
    expect(aside.judge({ ...good, value: 'high' })).toMatchObject({
      outcome: 'rejected',
      problems: ['value: expected number or null, got string'],
    });
    const frozen = judgeWith({ wrongType: 'freeze' });
    expect(() => frozen.judge({ ...good, value: 'high' })).toThrow(/frozen/);
  });
});

it('sets aside what has no key and what is no object', () => {
  const judge = judgeWith({});
  expect(judge.judge({ value: 1 })).toMatchObject({
    reason: 'missing-column',
    path: 'day',
  });
  for (const record of [null, 5, 'text', [good]]) {
    expect(judge.judge(record)).toMatchObject({ reason: 'not-an-object' });
  }
});

it('every accepted row keeps the schema that has grown, for any record and any contract', () => {
  const contracts = fc.constantFrom(
    'evolve',
    'discard_row',
    'discard_value',
  ) as fc.Arbitrary<'evolve' | 'discard_row' | 'discard_value'>;
  const scalar = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.constant('2026-01-01'),
  );
  const record = fc.record(
    { day: scalar, value: scalar, count: scalar, note: scalar, extra: scalar },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      contracts,
      contracts,
      fc.array(record, { maxLength: 8 }),
      (newColumn, wrongType, records) => {
        const judge = judgeWith({ newColumn, wrongType });
        const accepted = records
          .map(one => judge.judge(one))
          .flatMap(judged => (judged.outcome === 'row' ? [judged.row] : []));
        const again = new ContractJudge({
          schema: {
            ...withColumns(schema, judge.additions()),
            additionalProperties: false,
          },
          contract: { newColumn: 'discard_row', wrongType: 'discard_row' },
          primaryKey: ['day'],
        });
        expect(accepted.map(row => again.judge(row))).toEqual(
          accepted.map(row => ({ outcome: 'row', row })),
        );
      },
    ),
  );
});
