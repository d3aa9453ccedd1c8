import {
  failed,
  judgeQuery,
  LabelSet,
  matchesSeries,
  observed,
  parsePromql,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { Asker } from '../createAsker';
import { WantedSelectors } from '../WantedSelectors';
import { readMetrics } from './readMetrics';
import { readSelectors } from './readSelectors';

/** A store of many series that answers `series` as far as the limit, and `tsdb` with how many there are. */
function storeOf(series: readonly LabelSet[]) {
  const asked: URL[] = [];
  const answer = (path: string): unknown => {
    const url = new URL(path, 'http://store');
    asked.push(url);
    if (url.pathname.endsWith('/tsdb')) return { totalSeries: series.length };
    if (url.pathname.endsWith('/values')) {
      return [...new Set(series.map(({ __name__ }) => __name__))];
    }
    const selectors = url.searchParams.getAll('match[]').flatMap(text => {
      const parsed = parsePromql(text);
      return parsed.ok ? parsed.selectors : [];
    });
    return series
      .filter(labels => selectors.some(one => matchesSeries(one, labels)))
      .slice(0, Number(url.searchParams.get('limit')));
  };
  const asker: Asker = {
    ask: async () => {
      throw new Error('not asked here');
    },
    json: async <S extends z.ZodType>(path: string, schema: S) =>
      schema.parse({ status: 'success', data: answer(path) }),
    part: async (path, read) => {
      const source = { kind: 'api' as const, name: 'store', detail: path };
      return read().then(
        value => observed({ value, now: 0, source }),
        error => failed({ reason: String(error), now: 0, source }),
      );
    },
    pauseMs: 0,
  };
  return { asker, asked };
}

const many: LabelSet[] = Array.from({ length: 12_000 }, (_, at) => ({
  __name__: `m${at % 3}`,
  pod: `p${at}`,
}));

describe('a store that holds too many series to fetch', () => {
  it('is asked for what somebody wants to know, and that is known then', async () => {
    const { asker, asked } = storeOf([...many, { __name__: 'up', job: 'a' }]);
    const wanted = new WantedSelectors();
    const queries = [
      'rate(m0[5m])',
      'up{job="a"}',
      'up{job="b"}',
      'm1{pod="none"}',
    ];
    wanted.set('test', queries);
    const { series } = await readMetrics(asker, 0, wanted.list([]));
    const state = (expression: string) =>
      judgeQuery({ expression, series }).state;
    expect([...queries, 'gone', 'm2{pod="none"}'].map(state)).toEqual([
      'data',
      'data',
      'no-data',
      'no-data',
      'no-data',
      'unknown',
    ]);
    const aboutSeries = asked.filter(
      ({ pathname }) => !pathname.endsWith('/query'),
    );
    expect(aboutSeries.length).toBeLessThan(11);
  });

  it('asks once more, for one series, for what a cut answer did not show', async () => {
    const { asker } = storeOf([...many, { __name__: 'up', job: 'a' }]);
    const wanted = ['{__name__="m0"}', '{__name__="up"}', '{__name__="nope"}'];
    const { asked, series } = await readSelectors(
      asker,
      wanted,
      'start=0&end=1',
    );
    expect(asked.sort()).toEqual([...wanted].sort());
    expect(series.some(({ __name__ }) => __name__ === 'up')).toBe(true);
  });

  it('asks in questions of bounded length and number', async () => {
    const { asker, asked } = storeOf([]);
    const wanted = Array.from(
      { length: 1_000 },
      (_, at) => `{__name__="${'long'.repeat(50)}${at}"}`,
    );
    const found = await readSelectors(
      asker,
      [...wanted, `{a="${'x'.repeat(5_000)}"}`],
      'start=0&end=1',
    );
    expect(found.asked).toHaveLength(300);
    expect(Math.max(...asked.map(({ href }) => href.length))).toBeLessThan(
      4_000,
    );
    expect(asked.length).toBeLessThan(40);
  });
});
