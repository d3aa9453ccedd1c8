import fc from 'fast-check';
import { Clock, clockAt, notingClock } from './clock';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-21T12:00:00Z');

/** Questions that a rule may ask. */
const question = fc.record({
  what: fc.constantFrom('isPast', 'wholeSince', 'wholeUntil'),
  instant: fc.integer({ min: NOW - 90 * HOUR, max: NOW + 90 * HOUR }),
  unit: fc.integer({ min: 1, max: 48 * HOUR }),
});
type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

function ask(clock: Clock, { what, instant, unit }: Question) {
  if (what === 'isPast') return clock.isPast(instant);
  return what === 'wholeSince'
    ? clock.wholeSince(instant, unit)
    : clock.wholeUntil(instant, unit);
}

describe('a noting clock', () => {
  it('answers as any clock does, and notes what it answered', () => {
    fc.assert(
      fc.property(fc.array(question), questions => {
        const clock = notingClock(NOW);
        const answers = questions.map(one => ask(clock, one));
        expect(answers).toEqual(questions.map(one => ask(clockAt(NOW), one)));
        expect(clock.notes.answers).toEqual(answers);
      }),
    );
  });
  it('names the very instant at which an answer becomes another one', () => {
    fc.assert(
      fc.property(question, one => {
        const clock = notingClock(NOW);
        const answer = ask(clock, one);
        // Without one, nothing changes for as long as anybody will wait.
        const { dueAt = NOW + 10_000 * HOUR } = clock.notes;
        expect(dueAt).toBeGreaterThan(NOW);
        expect(ask(clockAt(dueAt - 1), one)).toEqual(answer);
        const isOther = clock.notes.dueAt !== undefined;
        expect(ask(clockAt(dueAt), one) !== answer).toBe(isOther);
      }),
      { numRuns: 1_000 },
    );
  });
  it('has not passed what is no instant, and waits for nothing then', () => {
    const clock = notingClock(NOW);
    expect(clock.isPast(Number.NaN)).toBe(false);
    expect(clock.notes).toEqual({ answers: [false] });
  });
});
