import { failed, lastKnown, observed } from '../../model';
import { indexObjects } from '../../kubernetes';
import { DeclaredTree } from '../../declared';
import { bookIds, booksNaming } from './books';
import { FactContext } from './context';
import { KnownRunbook } from './knowledge';

const NOW = Date.parse('2025-10-24T12:00:00Z');
const SOURCE = { kind: 'manifest', name: 'platform' } as const;

function tree(...books: [id: string, services: string][]): DeclaredTree {
  return {
    source: 'platform',
    files: 1,
    objects: [],
    problems: [],
    notRendered: [],
    artefacts: books.map(([name, services]) => ({
      kind: 'runbook',
      name,
      origin: { source: 'platform', path: `runbooks/${name}.md`, line: 1 },
      details: { services },
    })),
  };
}

function kept(id: string, ...services: string[]): KnownRunbook {
  return { id, services, alerts: [], lastVerified: 'never' };
}

const see = <T>(value: T) => observed({ value, now: NOW, source: SOURCE });
const refuse = <T>(reason: string) =>
  failed<T>({ reason, now: NOW, source: SOURCE });

function context(knowledge: Partial<FactContext>): FactContext {
  const service = { id: 'trino', formerIds: [], cluster: 'demo' };
  return {
    service: service as Partial<FactContext['service']> as never,
    index: indexObjects([]),
    cluster: undefined,
    now: NOW,
    ...knowledge,
  };
}

const placesFor = (knowledge: Partial<FactContext>) =>
  lastKnown(booksNaming(context(knowledge), ['trino']))?.value.map(
    ({ id, place }) => [id, place],
  );

describe('booksNaming', () => {
  const runbooks = see([
    kept('out-of-memory', 'component:default/trino'),
    kept('other', 'component:default/minio'),
  ]);
  const declared = [see(tree(['trino-down', 'component:default/Trino']))];

  it('finds a book on either shelf', () => {
    expect(placesFor({ runbooks, declared })).toEqual([
      ['trino-down', 'runbooks/trino-down.md:1'],
      ['out-of-memory', "the portal's catalog"],
    ]);
    expect(placesFor({ runbooks })).toEqual([
      ['out-of-memory', "the portal's catalog"],
    ]);
    expect(placesFor({ declared })).toEqual([
      ['trino-down', 'runbooks/trino-down.md:1'],
    ]);
    expect(placesFor({ runbooks, declared: [] })).toHaveLength(1);
  });

  it('takes the same book on both shelves for one', () => {
    const twin = see([kept('trino-down', 'component:default/trino')]);
    expect(placesFor({ runbooks: twin, declared })).toEqual([
      ['trino-down', 'runbooks/trino-down.md:1'],
    ]);
  });

  it('knows nothing as long as a shelf that is given cannot be read', () => {
    const broken = refuse<readonly KnownRunbook[]>('The catalog is away.');
    expect(
      booksNaming(context({ runbooks: broken, declared }), ['trino']),
    ).toMatchObject({ ok: false, reason: 'The catalog is away.' });
    const unread = [refuse<DeclaredTree>('The repository is away.')];
    expect(
      booksNaming(context({ runbooks, declared: unread }), ['trino']),
    ).toMatchObject({ ok: false, reason: 'The repository is away.' });
  });

  it('knows nothing when nobody gives a shelf', () => {
    expect(booksNaming(context({}), ['trino'])).toMatchObject({
      ok: false,
      failure: 'not-asked',
    });
  });

  it('lists the ids of both shelves', () => {
    expect(lastKnown(bookIds(context({ runbooks, declared })))?.value).toEqual([
      'trino-down',
      'out-of-memory',
      'other',
    ]);
  });
});
