import fc from 'fast-check';
import type { StreamDeclaration } from '../../declaration';
import { testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';
import type { PageToken } from '../types';
import { pieceOf } from './windowPieces';

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function declare(span: number, change: Partial<StreamDeclaration> = {}) {
  return testKind('rest', {
    parameters: { enddate: '{to}' },
    recordsAt: 'results',
    pagination: {
      kind: 'offset',
      offsetParameter: 'offset',
      limitParameter: 'limit',
      pageSize: 2,
      firstOffset: 1,
    },
    cursor: {
      field: 'day',
      parameter: 'startdate',
      granularity: 'day',
      initial: '2024-01-01',
      lookback: 5,
      span,
    },
    primaryKey: ['id'],
    columns: { id: { as: 'integer' }, day: { as: 'date' } },
    schema: {
      type: 'object',
      required: ['id'],
      additionalProperties: true,
      properties: { id: { type: 'integer' }, day: { type: 'string' } },
    },
    ...change,
  });
}

/** A source that refuses more than `most` days, and has a row every `every` days. */
function archive(most: number, every: number) {
  const asked: Array<[string, string]> = [];
  const fetch = async (address: string) => {
    const query = new URL(address).searchParams;
    const start = Date.parse(query.get('startdate') ?? '');
    const end = Date.parse(query.get('enddate') ?? '');
    asked.push([dayOf(start), dayOf(end)]);
    if ((end - start) / DAY + 1 > most) {
      return Response.json({ message: 'less than a year' }, { status: 400 });
    }
    const days: Array<{ id: number; day: string }> = [];
    for (let at = start; at <= end; at += DAY) {
      const id = at / DAY;
      if (id % every === 0) days.push({ id, day: dayOf(at) });
    }
    const offset = Number(query.get('offset')) - 1;
    return Response.json({
      results: days.slice(offset, offset + Number(query.get('limit'))),
    });
  };
  return { asked, fetch };
}

async function readAll(
  span: number,
  most: number,
  every: number,
  window: { from: string; to?: string },
) {
  const { asked, fetch } = archive(most, every);
  const ports = testPorts({ fetch });
  const days: string[] = [];
  let token: PageToken | undefined;
  do {
    // A new source each time: a run that died goes on from its token.
    const source = testSourceOf(declare(span), ports);
    const page = await source.readPage({ window, token });
    days.push(...page.records.map(record => Object(record).day));
    token = page.next && JSON.parse(JSON.stringify(page.next));
  } while (token !== undefined);
  return { asked, days };
}

describe('a window that is longer than what the source gives at once', () => {
  it('is asked for piece by piece, each with its own pages, to its end', async () => {
    const window = { from: '2024-01-01', to: '2026-02-15' };
    const { asked, days } = await readAll(365, 366, 30, window);
    const pieces = [...new Set(asked.map(one => one.join(' ')))];
    expect(pieces).toEqual([
      '2024-01-01 2024-12-30',
      '2024-12-31 2025-12-30',
      '2025-12-31 2026-02-15',
    ]);
    expect(days).toHaveLength(26);
    expect(new Set(days).size).toBe(26);
  });

  it('goes on over pieces without rows: an empty year is no end and no circle', async () => {
    const { asked, days } = await readAll(100, 100, 20_000, {
      from: '2024-01-01',
    });
    // The next row is of 2024-10-04; today is 2026-11-21.
    expect(days).toEqual(['2024-10-04']);
    expect(asked.at(-1)?.[1]).toBe('2026-11-21');
    expect(asked).toHaveLength(11);
  });

  it('is one request when it is short enough, as without a span', async () => {
    const { asked } = await readAll(365, 366, 400, {
      from: '2026-11-01',
      to: '2026-11-21',
    });
    expect(asked).toEqual([['2026-11-01', '2026-11-21']]);
  });

  it('is covered by its pieces without a gap and without an overlap, for any length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 3000 }),
        (span, length) => {
          const [stream] = declare(span).streams;
          const begin = Date.UTC(2015, 1, 28);
          const end = begin + length * DAY;
          const window = { from: dayOf(begin), to: dayOf(end) };
          let from: string | undefined;
          let covered = begin;
          do {
            const piece = pieceOf(stream, window, { from, now: end });
            expect(piece.window.from).toBe(dayOf(covered));
            const last = Date.parse(piece.window.to ?? '');
            expect((last - covered) / DAY).toBeLessThan(span);
            covered = last + DAY;
            from = piece.next;
          } while (from !== undefined);
          expect(covered - DAY).toBe(end);
        },
      ),
    );
  });

  it('needs a source that takes an end', () => {
    expect(() => declare(365, { parameters: {} })).toThrow('takes an end');
  });
});
