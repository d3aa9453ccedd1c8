import fc from 'fast-check';
import { dataSourceEntity } from '../testing/entities';
import {
  findRows,
  readQuestion,
  writeQuestion,
} from '@254carbon/backstage-plugin-platform-react';
import { DATA_SOURCES, type DataSourceOrder } from './dataSourceList';
import {
  authenticationInWords,
  quotaInWords,
  toDataSourceRow,
} from './toDataSourceRow';

describe('toDataSourceRow', () => {
  it('reads declaration, place and consumers', () => {
    const row = toDataSourceRow(
      dataSourceEntity('eia', {
        consumers: [
          'component:default/b',
          'component:default/a',
          'component:default/a',
        ],
      }),
    );
    expect(row).toMatchObject({
      ref: 'resource:default/eia',
      source: 'declared in catalog/data-sources/eia.yaml',
      consumers: ['component:default/a', 'component:default/b'],
      problems: [],
    });
    expect(row.declared && quotaInWords(row.declared)).toBe('25 a day (free)');
    expect(row.declared && authenticationInWords(row.declared)).toBe(
      'key in the query (api_key)',
    );
  });
  it('keeps a wrong declaration in the list, with its problems', () => {
    const row = toDataSourceRow(
      dataSourceEntity('bad', { declared: { baseUrl: 'nowhere' } }),
    );
    expect(row.declared).toBeUndefined();
    expect(row.problems).toEqual([
      expect.stringContaining('`spec.dataSource.baseUrl`'),
    ]);
  });
  it('does not take "no limit published" for "no limit"', () => {
    const row = toDataSourceRow(
      dataSourceEntity('free', { declared: { quota: [] } }),
    );
    expect(row.declared && quotaInWords(row.declared)).toBe('not published');
  });
});

describe('the list of data sources', () => {
  const rows = [
    dataSourceEntity('alpha'),
    dataSourceEntity('beta', {
      declared: {
        quota: [{ limit: 5, per: 'minute', source: 'x' }],
        authentication: { kind: 'bearer', parameter: 'Authorization' },
      },
    }),
    dataSourceEntity('gamma', {
      declared: {
        quota: [],
        series: [
          { id: 'X', title: 'Gas in storage', unit: 'TWh', frequency: 'daily' },
        ],
      },
    }),
    dataSourceEntity('broken', { declared: { series: [] } }),
  ].map(toDataSourceRow);
  const names = (query: string) =>
    findRows(
      DATA_SOURCES,
      rows,
      readQuestion(DATA_SOURCES, new URLSearchParams(query)),
    ).map(row => row.name);

  it.each([
    ['', ['alpha', 'beta', 'broken', 'gamma']],
    ['sort=quota', ['alpha', 'beta', 'broken', 'gamma']],
    ['sort=-series', ['alpha', 'beta', 'gamma', 'broken']],
    ['q=gas storage', ['gamma']],
    ['authentication=bearer', ['beta']],
    ['redistribution=allowed', []],
  ])('%j gives %j', (query, expected) =>
    expect(names(query)).toEqual(expected),
  );

  it('puts what is not known last, whichever way it is sorted', () => {
    expect(names('sort=-quota')).toEqual(['beta', 'alpha', 'broken', 'gamma']);
  });

  it('keeps its state in the address without loss', () => {
    const orders = Object.keys(DATA_SOURCES.orders) as DataSourceOrder[];
    const question = fc.record({
      search: fc.string(),
      filters: fc.record({
        authentication: fc.string(),
        redistribution: fc.string(),
      }),
      sort: fc.constantFrom(...orders),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(question, value => {
        const address = writeQuestion(DATA_SOURCES, value).toString();
        expect(
          readQuestion(DATA_SOURCES, new URLSearchParams(address)),
        ).toEqual(value);
      }),
    );
  });
});
