import fc from 'fast-check';
import { failed, Observation, observed } from '../../model';
import { LabelSet, SeriesView } from '../metrics';
import { judgeLogQuery, judgeQuery } from './judgeQuery';
import { matchesSeries } from './matchSelector';
import { parsePromql } from './parsePromql';

const now = Date.parse('2026-01-01T00:00:00Z');
const source = {
  kind: 'api' as const,
  name: 'store',
  detail: 'GET /api/v1/series',
};

function seen(
  series: LabelSet[],
  view: Partial<SeriesView> = {},
): Observation<SeriesView> {
  return observed({ value: { complete: true, series, ...view }, now, source });
}

const SERIES: LabelSet[] = [
  { __name__: 'up', job: 'trino', instance: 'a:1' },
  { __name__: 'up', job: 'minio', instance: 'b:1' },
  { __name__: 'errors_total', job: 'trino', code: '500' },
];

function stateOf(expression: string, series = seen(SERIES)) {
  return judgeQuery({ expression, series }).state;
}

describe('judgeQuery', () => {
  it.each<[string, string]>([
    ['up', 'data'],
    ['up{job="trino"} / errors_total', 'data'],
    ['up{job=~"tri.*"}', 'data'],
    ['up{job=~"tri"}', 'no-data'],
    ['up{nope=""}', 'data'],
    ['up{nope!="x",job!~"minio|trino"}', 'no-data'],
    ['rate(nope[5m])', 'no-data'],
    ['up / nope', 'no-data'],
    ['nope or up', 'data'],
    ['nope or vector(0)', 'no-data'],
    ['vector(0) or 1', 'data'],
    ['up unless nope', 'data'],
    ['nope unless up', 'no-data'],
    ['up and (nope or errors_total)', 'data'],
    ['absent(nope)', 'data'],
    ['1 + 1', 'data'],
    ['up{job="$job"}', 'unknown'],
    ['nope{job="$job"}', 'no-data'],
    ['up{job="none",x="$job"}', 'no-data'],
    ['up > $limit', 'unknown'],
    ['up{', 'unknown'],
    ['up{job=~"(a+)+b"}', 'unknown'],
    ['up{job=~"(?i)TRINO"}', 'data'],
    ['{job="trino"}', 'data'],
  ])('%s: %s', (expression, expected) => {
    expect(stateOf(expression)).toBe(expected);
  });

  it('is unknown, with the reason, when series were never read', () => {
    const judged = judgeQuery({
      expression: 'up',
      series: failed({
        reason:
          'store: GET /api/v1/series is not ready to answer (503); look at its state and its log.',
        now,
        source,
      }),
    });
    expect(judged).toMatchObject({ state: 'unknown', stale: false, source });
    expect(judged.because).toContain('(503)');
  });

  it('keeps the last good answer, as stale, when series fail now', () => {
    const series = failed({
      reason: 'it fails',
      now: now + 1000,
      source,
      previous: seen(SERIES),
    });
    expect(judgeQuery({ expression: 'up', series })).toMatchObject({
      state: 'data',
      stale: true,
      observedAt: new Date(now).toISOString(),
    });
  });

  it('does not take a part of the series for all of them', () => {
    const part = seen(SERIES, { complete: false });
    expect(stateOf('up', part)).toBe('data');
    expect(stateOf('nope', part)).toBe('unknown');
    expect(stateOf('nope', seen([], { complete: false, names: ['up'] }))).toBe(
      'no-data',
    );
    expect(stateOf('up', seen([], { complete: false, names: ['up'] }))).toBe(
      'unknown',
    );
  });

  it('takes a selector that was asked for by itself at its word', () => {
    const asked = ['{__name__="nope"}', '{__name__="up",job="x"}'];
    const part = seen(SERIES, {
      complete: false,
      names: ['up', 'nope'],
      asked,
    });
    expect(stateOf('rate(nope[5m])', part)).toBe('no-data');
    expect(stateOf('up{job="x",instance=~"$i"}', part)).toBe('no-data');
    expect(stateOf('up{job="y"}', part)).toBe('unknown');
  });

  it('judges streams in the same way', () => {
    const streams = observed({
      value: { complete: true, streams: [{ app: 'trino' }] },
      now,
      source,
    });
    expect(
      judgeLogQuery({ expression: 'rate({app="trino"} |= "x" [5m])', streams })
        .state,
    ).toBe('data');
    expect(judgeLogQuery({ expression: '{app="x"}', streams }).state).toBe(
      'no-data',
    );
    expect(judgeLogQuery({ expression: '{app=~"$app"}', streams }).state).toBe(
      'unknown',
    );
  });
});

const name = fc.constantFrom('a', 'b', 'c:d', 'e_f');
const label = fc.constantFrom('l', 'm', 'n');
const word = fc.constantFrom(
  '',
  'x',
  'y',
  'x.y',
  'quote"d',
  'back\\slash',
  'é\n',
);
const labels = fc.dictionary(label, word, { maxKeys: 3 });
const serie = fc
  .tuple(name, labels)
  .map(([__name__, rest]): LabelSet => ({ ...rest, __name__ }));
const matcher = fc.tuple(label, fc.constantFrom('=', '!=', '=~', '!~'), word);

function quote(text: string): string {
  return JSON.stringify(text);
}
function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** What a matcher means, written down a second time and without regular expressions. */
function means(
  [key, operator, value]: [string, string, string],
  series: LabelSet,
): boolean {
  const equal = (series[key] ?? '') === value;
  return operator.startsWith('=') ? equal : !equal;
}

describe('matching of selectors', () => {
  it('agrees with the plain meaning of matchers', () => {
    fc.assert(
      fc.property(
        serie,
        name,
        fc.array(matcher, { maxLength: 3 }),
        (series, metric, matchers) => {
          const inside = matchers
            .map(
              ([key, operator, value]) =>
                `${key}${operator}${quote(
                  operator.endsWith('~') ? escape(value) : value,
                )}`,
            )
            .join(',');
          const parsed = parsePromql(`sum(rate(${metric}{${inside}}[5m]))`);
          if (!parsed.ok) throw new Error(parsed.reason);
          expect(parsed.selectors).toHaveLength(1);
          expect(matchesSeries(parsed.selectors[0], series)).toBe(
            series.__name__ === metric &&
              matchers.every(one => means(one, series)),
          );
        },
      ),
    );
  });

  it('never says no-data of what is there, nor data of what is not, however a query is put together', () => {
    const query: fc.Arbitrary<{ text: string; names: string[] }> = fc.letrec<{
      query: { text: string; names: string[] };
    }>(tie => ({
      query: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        name.map(text => ({ text, names: [text] })),
        tie('query').map(({ text, names }) => ({
          text: `abs((${text}))`,
          names,
        })),
        tie('query').map(({ text, names }) => ({
          text: `max by (l) (${text})`,
          names,
        })),
        fc
          .tuple(
            tie('query'),
            fc.constantFrom('+', '/', '> bool', 'and', '* on (l)'),
            tie('query'),
          )
          .map(([one, operator, other]) => ({
            text: `(${one.text}) ${operator} (${other.text})`,
            names: [...one.names, ...other.names],
          })),
      ),
    })).query;
    fc.assert(
      fc.property(
        query,
        fc.array(serie, { maxLength: 6 }),
        ({ text, names }, series) => {
          const present = new Set(series.map(({ __name__ }) => __name__));
          const expected = names.every(one => present.has(one))
            ? 'data'
            : 'no-data';
          expect(stateOf(text, seen(series))).toBe(expected);
        },
      ),
    );
  });

  it('never throws, whatever a query looks like', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc
            .array(
              fc.constantFrom(
                'up',
                '{',
                '}',
                '"',
                "'",
                '`',
                '=',
                '=~',
                'a',
                ',',
                '[',
                ']',
                '$x',
                '${x}',
                '[[x]]',
                '(',
                ')',
                'or',
                'offset',
                '5m',
                '\\',
                ' ',
              ),
              { maxLength: 25 },
            )
            .map(parts => parts.join('')),
        ),
        text => {
          const judged = judgeQuery({ expression: text, series: seen(SERIES) });
          expect(['data', 'no-data', 'unknown']).toContain(judged.state);
          const streams = observed({
            value: { complete: true, streams: [] },
            now,
            source,
          });
          expect(judgeLogQuery({ expression: text, streams }).because).not.toBe(
            '',
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(['(a+)+$', '(a|a)*b', '((a*)b)*', '(a|aa)+', '(.*)*x'])(
    'is not held up by %s',
    pattern => {
      const started = performance.now();
      const series = seen([{ __name__: 'm', l: 'a'.repeat(200) }]);
      expect(stateOf(`m{l=~"${pattern}"}`, series)).toBe('unknown');
      expect(performance.now() - started).toBeLessThan(500);
    },
  );

  it('judges a thousand queries against twenty thousand series in little time', () => {
    const many = seen(
      Array.from({ length: 20_000 }, (_, at) => ({
        __name__: `m${at % 400}`,
        pod: `p${at}`,
      })),
    );
    const started = performance.now();
    for (let at = 0; at < 1_000; at += 1)
      stateOf(`sum(rate(m${at % 500}{pod=~"p.*1"}[5m]))`, many);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
