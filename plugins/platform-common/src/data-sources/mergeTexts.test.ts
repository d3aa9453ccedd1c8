import fc from 'fast-check';
import { mergeTexts } from './mergeTexts';

const line = fc.constantFrom('a', 'b', 'c', '', 'name: x', '}');
const text = fc.array(line, { maxLength: 12 }).map(lines => lines.join('\n'));

describe('mergeTexts', () => {
  it('keeps what only one side changed, and what both changed alike', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeTexts({ base, mine: changed, theirs: base })).toBe(changed);
        expect(mergeTexts({ base, mine: base, theirs: changed })).toBe(changed);
        expect(mergeTexts({ base, mine: changed, theirs: changed })).toBe(
          changed,
        );
      }),
    );
  });

  it('does not care which side is which', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        expect(mergeTexts({ base, mine: one, theirs: other })).toBe(
          mergeTexts({ base, mine: other, theirs: one }),
        );
      }),
    );
  });

  it('puts together what lies apart, whatever the lines are', () => {
    const lines = fc.array(fc.string(), { maxLength: 5 });
    const plain = (all: string[]) => all.map(one => one.replaceAll('\n', ' '));
    fc.assert(
      fc.property(lines, lines, (top, end) => {
        const middle = ['# one', '# two', '# three'];
        const base = ['old top', ...middle, 'old end'].join('\n');
        const mine = [...plain(top), ...middle, 'old end'].join('\n');
        const theirs = ['old top', ...middle, ...plain(end)].join('\n');
        expect(mergeTexts({ base, mine, theirs })).toBe(
          [...plain(top), ...middle, ...plain(end)].join('\n'),
        );
      }),
    );
  });

  it.each([
    ['the same line', 'a\nb\nc', 'a\nX\nc', 'a\nY\nc'],
    ['lines next to each other', 'a\nb\nc\nd', 'a\nX\nc\nd', 'a\nb\nY\nd'],
    ['the same place, with other lines', 'a\nb', 'a\nX\nb', 'a\nY\nb'],
    ['a line that the other took away', 'a\nb\nc', 'a\nc', 'a\nB\nc'],
  ])('says nothing where both changed %s', (_, base, mine, theirs) => {
    expect(mergeTexts({ base, mine, theirs })).toBeUndefined();
  });
});
