import fc from 'fast-check';
import { keepEdits, needBases, Sides } from './keepEdits';
import { digestOfFile, GENERATION } from './readGeneration';

type Texts = Record<string, string>;

const asFiles = (texts: Texts) =>
  new Map(
    Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]),
  );
const asTexts = (files: ReadonlyMap<string, Buffer>): Texts =>
  Object.fromEntries(
    [...files].map(([path, content]) => [path, content.toString('utf8')]),
  );

/** What came before, what stands, what is written today. */
function putTogether(
  before: Texts,
  standing: Texts,
  written: Texts,
  more: Partial<Sides> = {},
) {
  const bases = asFiles(before);
  const recorded = Object.fromEntries(
    [...bases].map(([path, content]) => [path, digestOfFile(content)]),
  );
  const result = keepEdits({
    standing: asFiles(standing),
    written: asFiles(written),
    recorded,
    bases,
    decisions: {},
    ...more,
  });
  const { files, write, remove, edited } = result;
  const outcomes = Object.fromEntries(
    edited.map(({ path, outcome }) => [path, outcome]),
  );
  return {
    files: asTexts(files),
    written: [...write.keys()],
    remove,
    outcomes,
  };
}

const OLD = 'one\ntwo\nthree\nfour\nfive';
const NEWER = 'one\ntwo\nthree\nfour\nFIVE';
const EDITED = 'ONE\ntwo\nthree\nfour\nfive';

describe('keepEdits', () => {
  it('writes what nobody edited, and takes away what is written no more', () => {
    expect(
      putTogether(
        { a: OLD, gone: 'x' },
        { a: OLD, gone: 'x', 'by-hand.md': 'mine' },
        { a: NEWER, fresh: 'y' },
      ),
    ).toEqual({
      files: { a: NEWER, fresh: 'y', 'by-hand.md': 'mine' },
      written: ['a', 'fresh'],
      remove: ['gone'],
      outcomes: {},
    });
  });

  it('keeps an edit of what the template writes as before, or writes no more', () => {
    expect(
      putTogether(
        { a: OLD, gone: 'x', away: 'z' },
        { a: EDITED, gone: 'edited' },
        { a: OLD, away: 'z' },
      ),
    ).toEqual({
      files: { a: EDITED, gone: 'edited' },
      written: [],
      remove: [],
      outcomes: { a: 'kept', gone: 'kept', away: 'kept' },
    });
  });

  it('puts together what both changed apart from each other', () => {
    expect(putTogether({ a: OLD }, { a: EDITED }, { a: NEWER })).toEqual({
      files: { a: 'ONE\ntwo\nthree\nfour\nFIVE' },
      written: ['a'],
      remove: [],
      outcomes: { a: 'merged' },
    });
  });

  it.each([
    ['the history does not have it any more', EDITED, new Map()],
    ['both changed the same line', 'one\ntwo\nthree\nfour\nmine', undefined],
  ])(
    'writes nothing over an edit where %s, until somebody says so',
    (_, mine, bases) => {
      const sides = [{ a: OLD }, { a: mine }, { a: NEWER }] as const;
      const more = bases ? { bases } : {};
      expect(putTogether(...sides, more)).toMatchObject({
        files: { a: mine },
        written: [],
        outcomes: { a: 'undecided' },
      });
      expect(
        putTogether(...sides, { ...more, decisions: { a: 'keep' } }),
      ).toMatchObject({ files: { a: mine }, outcomes: { a: 'kept' } });
      expect(
        putTogether(...sides, { ...more, decisions: { a: 'replace' } }),
      ).toMatchObject({ files: { a: NEWER }, outcomes: { a: 'replaced' } });
    },
  );

  it('asks before it writes over a file that somebody else put where a newer template writes one', () => {
    expect(
      putTogether({}, { 'SECURITY.md': 'mine' }, { 'SECURITY.md': 'theirs' }),
    ).toMatchObject({
      files: { 'SECURITY.md': 'mine' },
      outcomes: { 'SECURITY.md': 'undecided' },
    });
  });

  it('replaces an older runtime and what the repository says of its making', () => {
    const old = 'vendor/254carbon-connector-runtime-0.1.0.tgz';
    const now = 'vendor/254carbon-connector-runtime-0.2.0.tgz';
    expect(
      putTogether(
        {},
        { [old]: 'x', [GENERATION]: 'old', 'vendor/own.tgz': 'mine' },
        { [now]: 'y', [GENERATION]: 'new' },
      ),
    ).toEqual({
      files: { [now]: 'y', [GENERATION]: 'new', 'vendor/own.tgz': 'mine' },
      written: [GENERATION, now],
      remove: [old],
      outcomes: {},
    });
  });

  it('never loses a line that somebody wrote, nor asks the history for what it does not need', () => {
    const path = fc.constantFrom('a', 'b', 'constructor', 'd/e', '__proto__');
    const text = fc.constantFrom(OLD, NEWER, EDITED, '', 'other');
    const tree = fc
      .array(fc.tuple(path, text))
      .map(
        entries =>
          new Map(entries.map(([at, value]) => [at, Buffer.from(value)])),
      );
    fc.assert(
      fc.property(tree, tree, tree, (bases, standing, written) => {
        const recorded = Object.fromEntries(
          [...bases].map(([at, content]) => [at, digestOfFile(content)]),
        );
        const sides = { standing, written, recorded };
        const { files, edited } = keepEdits({ ...sides, bases, decisions: {} });
        const needed = needBases(sides);
        const lost = [...standing].filter(([at, mine]) => {
          const isAsGenerated = bases.get(at)?.equals(mine);
          const isMerged = edited.some(
            one => one.path === at && one.outcome === 'merged',
          );
          const isThere = isMerged
            ? needed.includes(at)
            : files.get(at)?.equals(mine);
          return !isAsGenerated && !isThere;
        });
        expect(lost).toEqual([]);
      }),
    );
  });
});
