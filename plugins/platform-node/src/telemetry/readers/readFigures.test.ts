import {
  failed,
  FIGURE_QUESTIONS,
  observed,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { Asker, AskError } from '../createAsker';
import { readMetrics } from './readMetrics';

type Sample = [labels: Record<string, string>, value: string];

const query = (id: string) =>
  FIGURE_QUESTIONS.find(one => one.id === id)?.query ?? '';

/** A store that answers queries by the table, refuses those of `refused`, and has nothing else to say. */
function storeOf(table: Record<string, Sample[]>, refused: string[] = []) {
  const asked: string[] = [];
  const json = async <S extends z.ZodType>(path: string, schema: S) => {
    const url = new URL(path, 'http://store');
    const told = url.searchParams.get('query');
    if (told === null) throw new AskError('Nothing is told.', {});
    asked.push(told);
    if (refused.includes(told)) throw new AskError('It is too much to ask.', {});
    const result = (table[told] ?? []).map(([metric, value]) => ({
      metric,
      value: [1_700_000_000, value],
    }));
    const data = { resultType: 'vector', result };
    return schema.parse({ status: 'success', data });
  };
  const asker: Asker = {
    ask: async () => {
      throw new Error('not asked here');
    },
    json,
    part: async (path, read) => {
      const source = { kind: 'api' as const, name: 'store', detail: path };
      return read().then(
        value => observed({ value, now: 0, source }),
        error => failed({ reason: String(error), now: 0, source }),
      );
    },
    pauseMs: 0,
  };
  const figures = async () => (await readMetrics(asker, 0, [])).figures;
  return { asked, figures };
}

describe('the questions that every store of metrics is asked', () => {
  it('gives what it tells, in three digits, by label where there are several', async () => {
    const { figures } = storeOf({
      [query('bucket')]: [
        [{ bucket: 'raw', server: 'a' }, '1000'],
        [{ bucket: 'raw', server: 'b' }, '2345678'],
        [{ bucket: 'curated' }, '0'],
        [{}, '7'],
      ],
      [query('trino-p95-ms')]: [[{}, '180.4321']],
      [query('mysql-mean-ms')]: [[{}, 'NaN']],
    });
    expect(await figures()).toMatchObject({
      ok: true,
      value: [
        { id: 'bucket', of: 'raw', value: 2_350_000 },
        { id: 'bucket', of: 'curated', value: 0 },
        { id: 'trino-p95-ms', value: 180 },
      ],
    });
  });

  it('a question that is refused takes no other with it', async () => {
    const { figures } = storeOf(
      { [query('postgresql-mean-ms')]: [[{}, '4']] },
      [query('trino-p95-ms')],
    );
    expect(await figures()).toMatchObject({
      ok: true,
      value: [{ id: 'postgresql-mean-ms', value: 4 }],
    });
  });

  it('who does not answer the first is not asked the others, and that is a failure', async () => {
    const { asked, figures } = storeOf({}, [query('bucket')]);
    expect(await figures()).toMatchObject({ ok: false });
    expect(asked.filter(one => one === query('bucket'))).toHaveLength(1);
    expect(asked).not.toContain(query('trino-p95-ms'));
  });
});
