import fc from 'fast-check';
import { Made, Source } from './Cell';
import { Cells } from './Cells';

/** It is made again whenever it must. */
class Root<T> extends Made<T> {
  override get isRoot() {
    return true;
  }
}

/** A number that can be set, and a way to read it. */
class Input {
  readonly source = new Source();
  value: number;
  constructor(value: number) {
    this.value = value;
  }
}

function read(cells: Cells, input: Input): number {
  cells.note(input.source);
  return input.value;
}

describe('cells', () => {
  it('make again only what rests on something else', () => {
    const cells = new Cells();
    const [a, b] = [new Input(1), new Input(10)];
    const made: string[] = [];
    const parity = new Made(() => {
      made.push('parity');
      return read(cells, a) % 2;
    });
    const top = new Root(() => {
      made.push('top');
      return cells.read(parity) + read(cells, b);
    });
    expect(cells.read(top)).toBe(11);
    made.length = 0;
    a.value = 3;
    cells.turn(() => cells.touch(a.source));
    expect(made).toEqual(['parity']);
    a.value = 4;
    cells.turn(() => cells.touch(a.source));
    expect(made).toEqual(['parity', 'parity', 'top']);
    expect(cells.read(top)).toBe(10);
  });

  it('give an error to whoever reads, until something changes', () => {
    const cells = new Cells();
    const input = new Input(0);
    const inverse = new Made(() => {
      if (read(cells, input) === 0) throw new Error('nothing to divide by');
      return 1 / input.value;
    });
    const top = new Root(() => cells.read(inverse));
    expect(() => cells.read(top)).toThrow('nothing to divide by');
    input.value = 2;
    cells.turn(() => cells.touch(input.source));
    expect(cells.read(top)).toBe(0.5);
  });

  it('refuse to make something from itself', () => {
    const cells = new Cells();
    const own: Made<number> = new Made((): number => cells.read(own));
    expect(() => cells.read(own)).toThrow('from itself');
  });

  it('forget what nothing is made from', () => {
    const cells = new Cells();
    const input = new Input(1);
    const forgotten: string[] = [];
    class Inner extends Made<number> {
      override forget() {
        forgotten.push('inner');
      }
    }
    const inner = new Inner(() => 7);
    const top = new Root(() =>
      read(cells, input) === 1 ? cells.read(inner) : 0,
    );
    cells.read(top);
    input.value = 2;
    cells.turn(() => cells.touch(input.source));
    expect(forgotten).toEqual(['inner']);
  });

  it('tell nothing that is made from something else by now, however many came and went', () => {
    const cells = new Cells();
    const [which, shared, other] = [new Input(0), new Input(1), new Input(2)];
    const made: number[] = [];
    const readers = Array.from(
      { length: 40 },
      (_, at) =>
        new Root(() => {
          made.push(at);
          const isShared = read(cells, which) <= at;
          return read(cells, isShared ? shared : other);
        }),
    );
    const show = () => readers.map(reader => cells.read(reader));
    show();
    // There and back again, one by one: what was left behind is in no list for ever.
    for (const value of [10, 39, 0, 25]) {
      which.value = value;
      cells.turn(() => cells.touch(which.source));
      made.length = 0;
      shared.value += 10;
      cells.turn(() => cells.touch(shared.source));
      expect([...made].sort((a, b) => a - b)).toEqual(
        readers.map((_, at) => at).slice(value),
      );
      expect(show().filter(said => said === shared.value)).toHaveLength(
        40 - value,
      );
    }
    which.value = 40;
    cells.turn(() => cells.touch(which.source));
    expect(shared.source.isUsed).toBe(false);
    readers.forEach(reader => cells.drop(reader));
    expect([which, other].some(({ source }) => source.isUsed)).toBe(false);
  });

  it('make again what is due, and whatever asked for the time when that is set back', () => {
    const cells = new Cells();
    let now = 0;
    let made = 0;
    const timed: Root<boolean> = new Root(() => {
      made += 1;
      const isLate = now >= 100;
      cells.setDue(timed, isLate ? undefined : 100);
      return isLate;
    });
    const turnTo = (instant: number) => {
      const isBack = instant < now;
      now = instant;
      cells.turn(() => {
        if (isBack) cells.touchTimed();
        cells.touchDue(now);
      });
      return cells.read(timed);
    };
    expect(cells.read(timed)).toBe(false);
    expect([turnTo(50), made]).toEqual([false, 1]);
    expect([turnTo(100), made]).toEqual([true, 2]);
    expect([turnTo(500), made]).toEqual([true, 2]);
    expect([turnTo(20), made]).toEqual([false, 3]);
  });

  it('hold what making everything anew would give, whatever rests on what', () => {
    const formula = fc.array(fc.nat(9), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(formula, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(2), fc.nat(5)), { maxLength: 20 }),
        (formulas, edits) => {
          const cells = new Cells();
          const inputs = [new Input(1), new Input(2), new Input(3)];
          const derived: Made<number>[] = [];
          // What it reads depends on what it has read; a third of all results are cut off.
          const value = (at: number, get: (other: number) => number): number =>
            Math.floor(
              formulas[at].reduce(
                (sum, one) => sum + get((one + (sum % 2)) % (at + 3)),
                0,
              ) / 3,
            );
          for (const at of formulas.keys()) {
            const Kind = at === formulas.length - 1 ? Root : Made;
            derived.push(
              new Kind(() =>
                value(at, other =>
                  other < 3
                    ? read(cells, inputs[other])
                    : cells.read(derived[other - 3]),
                ),
              ),
            );
          }
          const anew = (at: number): number =>
            value(at, other =>
              other < 3 ? inputs[other].value : anew(other - 3),
            );
          const last = formulas.length - 1;
          expect(cells.read(derived[last])).toBe(anew(last));
          for (const [at, to] of edits) {
            inputs[at].value = to;
            cells.turn(() => cells.touch(inputs[at].source));
            expect(cells.read(derived[last])).toBe(anew(last));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
