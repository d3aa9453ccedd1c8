import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parse, parseAllDocuments } from 'yaml';
import {
  declaredIn,
  describeQuota,
  isDataSourceEntity,
  parseDataSource,
} from './parseDataSource';

const FOLDER = join(__dirname, '../../../../catalog/data-sources');
const files = readdirSync(FOLDER).filter(name => name !== 'all.yaml');
const read = (file: string): Entity =>
  parse(readFileSync(join(FOLDER, file), 'utf8'));

describe('the declared data sources', () => {
  it.each(files)('%s is well declared', file => {
    const entity = read(file);
    expect(isDataSourceEntity(entity)).toBe(true);
    expect(parseDataSource(entity)).toMatchObject({ ok: true });
    expect(`${entity.metadata.name}.yaml`).toBe(file);
    expect(entity.spec).toMatchObject({
      owner: 'group:default/data-engineering',
      system: 'system:default/data',
    });
  });
  it('are the seven, and all are in the list', () => {
    expect(files.map(file => file.replace('.yaml', ''))).toEqual([
      'alphavantage',
      'census',
      'eia',
      'fred',
      'gie',
      'noaa',
      'polygon',
    ]);
    const locations = parseAllDocuments(
      readFileSync(join(FOLDER, 'all.yaml'), 'utf8'),
    ).map(document => document.toJS());
    expect(locations.map(({ spec }) => spec.target)).toEqual(
      files.map(file => `./${file}`),
    );
  });
});

describe('parseDataSource', () => {
  const eia = read('eia.yaml');
  const change = (key: string, value: unknown): Entity => ({
    ...eia,
    spec: {
      ...eia.spec,
      dataSource: { ...(eia.spec?.dataSource as object), [key]: value },
    } as Entity['spec'],
  });
  it.each([
    [
      'baseUrl',
      'api.eia.gov',
      /`spec\.dataSource\.baseUrl` is wrong: write a whole web address/,
    ],
    [
      'authentication',
      { kind: 'query-key' },
      /authentication\.parameter` is wrong: name the query parameter/,
    ],
    [
      'calendar',
      { description: 'x', publishTimes: ['soon'], timezone: 'UTC' },
      /publishTimes\.0` is wrong: write a cron expression/,
    ],
    [
      'calendar',
      { description: 'x', publishTimes: [], timezone: 'Mars' },
      /timezone` is wrong: write a name such as/,
    ],
    ['series', [], /series` is wrong: name at least one series/],
    ['quotas', [], /has no key `quotas`/],
  ])('says what is wrong with %s', (key, value, message) => {
    const result = parseDataSource(change(key, value));
    expect(result.ok ? [] : result.problems).toEqual([
      expect.stringMatching(message),
    ]);
  });
  it('says when nothing is declared', () => {
    expect(
      parseDataSource({ ...eia, spec: { type: 'data-source' } }),
    ).toMatchObject({ ok: false });
  });
});

describe('words', () => {
  it('describe a quota', () => {
    expect(describeQuota({ limit: 10000, per: 'day', source: 'x' })).toBe(
      '10,000 a day',
    );
    expect(
      describeQuota({ limit: 5, per: 'hour', plan: 'free', source: 'x' }),
    ).toBe('5 an hour (free)');
  });
  it.each([
    [
      'file:/home/x/catalog/data-sources/eia.yaml',
      'catalog/data-sources/eia.yaml',
    ],
    ['url:https://host/o/r/blob/main/eia.yaml', 'eia.yaml'],
    [undefined, undefined],
  ])('say where %s is', (location, expected) => {
    const annotations = location
      ? { 'backstage.io/managed-by-location': location }
      : undefined;
    expect(
      declaredIn({
        apiVersion: 'a',
        kind: 'b',
        metadata: { name: 'c', annotations },
      }),
    ).toBe(expected);
  });
});
