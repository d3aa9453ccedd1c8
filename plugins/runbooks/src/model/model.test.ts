import fc from 'fast-check';
import {
  findRows,
  readQuestion,
  writeQuestion,
} from '@254carbon/backstage-plugin-platform-react';
import { RUNBOOKS, type RunbookOrder } from './runbookList';
import { toRunbookRow } from './toRunbookRow';
import { runbookEntity } from '../testing/entities';

const now = Date.parse('2026-07-01T00:00:00Z');

describe('toRunbookRow', () => {
  it('reads annotations, relations and spec', () => {
    const entity = runbookEntity('trino-memory', {
      title: 'Trino memory',
      services: ['component:default/trino', 'resource:minio'],
      risk: 'high',
      lastVerified: '2026-06-01',
    });
    expect(toRunbookRow(entity, now)).toEqual({
      ref: 'resource:default/trino-memory',
      id: 'trino-memory',
      title: 'Trino memory',
      summary: 'Trino memory in short.',
      owner: 'group:default/data-engineering',
      services: ['component:default/trino', 'resource:default/minio'],
      risk: 'high',
      lastVerified: '2026-06-01',
      freshness: 'fresh',
      estimatedMinutes: 10,
      href: '/docs/default/resource/runbooks/trino-memory/',
    });
  });
  it('knows nothing that is not said', () => {
    const bare = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'bare' },
      spec: { type: 'runbook' },
    };
    expect(toRunbookRow(bare, now)).toMatchObject({
      risk: undefined,
      lastVerified: 'never',
      freshness: 'unknown',
      estimatedMinutes: undefined,
      services: [],
      owner: '',
      href: '/docs/default/resource/runbooks/bare/',
    });
  });
});

describe('the library', () => {
  const rows = [
    runbookEntity('b', {
      title: 'B second',
      risk: 'low',
      services: ['component:default/trino'],
    }),
    runbookEntity('a', {
      title: 'A first',
      risk: 'high',
      lastVerified: '2026-06-01',
      services: [],
    }),
  ].map(entity => toRunbookRow(entity, now));
  const ids = (query: string) =>
    findRows(
      RUNBOOKS,
      rows,
      readQuestion(RUNBOOKS, new URLSearchParams(query)),
    ).map(row => row.id);

  it.each([
    ['', ['a', 'b']],
    ['sort=-title', ['b', 'a']],
    ['sort=risk', ['a', 'b']],
    ['sort=verified', ['b', 'a']],
    ['q=SECOND trino', ['b']],
    ['q=nothing', []],
    ['service=component:default/trino', ['b']],
    ['risk=high', ['a']],
    ['owner=group:default/none', []],
    ['sort=nonsense', ['a', 'b']],
  ])('%j gives %j', (query, expected) => expect(ids(query)).toEqual(expected));

  it('keeps its state in the address without loss', () => {
    const orders = Object.keys(RUNBOOKS.orders) as RunbookOrder[];
    const question = fc.record({
      search: fc.string(),
      filters: fc.record({
        service: fc.string(),
        risk: fc.string(),
        owner: fc.string(),
      }),
      sort: fc.constantFrom(...orders),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(question, value => {
        const address = writeQuestion(RUNBOOKS, value).toString();
        expect(readQuestion(RUNBOOKS, new URLSearchParams(address))).toEqual(
          value,
        );
      }),
    );
  });
});
