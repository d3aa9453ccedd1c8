import fc from 'fast-check';
import { toJson } from './toJson';
import { FolderJudgement } from './types';

function judgementOf(verdicts: readonly unknown[]): FolderJudgement {
  return {
    folder: 'tree',
    files: 1,
    level: 'gold',
    report: { judgedAt: 'now', counts: { pass: 1 }, points: {}, services: [] },
    verdicts,
    failing: [],
    problems: [],
    broken: [],
    notRendered: [],
  } as never;
}

it('is what the whole is as one text, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), verdicts => {
      const text = [...toJson(judgementOf(verdicts))].join('');
      const whole = JSON.parse(text);
      expect(whole.verdicts).toEqual(JSON.parse(JSON.stringify(verdicts)));
      expect(text).toBe(`${JSON.stringify(whole, undefined, 2)}\n`);
    }),
  );
});

it('is told in parts that one text can hold', () => {
  const verdict = { rule: 'image-pinned', summary: 'x'.repeat(1000) };
  const parts = [...toJson(judgementOf(Array(5_000).fill(verdict)))];
  expect(parts.length).toBeGreaterThan(3);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(
    2 * 1024 * 1024,
  );
  expect(JSON.parse(parts.join('')).verdicts).toHaveLength(5_000);
});
