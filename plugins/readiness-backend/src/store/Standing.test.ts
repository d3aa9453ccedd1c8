import fc from 'fast-check';
import { NamedRecord } from './recordRows';
import { keyOf, TimelineRow } from './rows';
import { cutListed, listedIn } from './sheets';
import {
  endStanding,
  MOST_OWN,
  planStanding,
  Standing,
  WantedVerdict,
} from './Standing';
import { timesOf } from './readVerdicts';

const SERVICE = 'trino';

function wanted(ruleId: string, id: string, overlay: string | null = null) {
  const record = {
    serviceId: SERVICE,
    ruleId,
    ruleVersion: 1,
    factsDigest: id,
    verdict: {
      ruleId,
      outcome: 'pass' as const,
      stale: false,
      summary: '',
      evidence: [],
    },
    facts: [],
  };
  const named: NamedRecord = { id: `${ruleId}-${id}`, record };
  return { named, overlay };
}

/** A timeline as a table would hold it. */
class Table {
  rows: TimelineRow[] = [];
  standing: Standing | undefined;

  write(verdicts: readonly WantedVerdict[], at: string): number {
    const before = this.standing;
    const change = planStanding({
      serviceId: SERVICE,
      wanted: verdicts,
      before,
      at,
    });
    if (!change) return 0;
    this.#end(change.ended.map(keyOf), at);
    for (const row of change.begun) {
      const isOpen = this.rows.some(
        one => one.until === null && keyOf(one) === keyOf(row),
      );
      // The table has a unique index on what is open.
      if (isOpen) throw new Error(`${keyOf(row)} is open already.`);
      this.rows.push({ ...row });
    }
    this.standing = change.after;
    return change.begun.length + change.ended.length;
  }

  #end(keys: readonly string[], at: string) {
    for (const key of keys) {
      const open = this.rows.find(
        one => one.until === null && keyOf(one) === key,
      );
      if (!open) throw new Error(`${key} is not open.`);
      open.until = at;
    }
  }

  drop(at: string) {
    if (this.standing)
      this.#end(endStanding(SERVICE, this.standing).map(keyOf), at);
    this.standing = undefined;
  }

  /** Ids in force at an instant, by rule, with what was laid over them. */
  at(instant: string): Record<string, string> {
    const is = ({ since, until }: Pick<TimelineRow, 'since' | 'until'>) =>
      since <= instant && (until === null || until > instant);
    const own = this.rows.filter(({ kind }) => kind === 'verdict');
    const listed = this.rows.flatMap(listedIn);
    const found: Record<string, string> = {};
    for (const { name, ref, ...row } of [...cutListed(listed, own), ...own]) {
      if (!is(row)) continue;
      if (name in found) throw new Error(`${name} is in force twice.`);
      const body = 'body' in row && row.body ? `${row.body}` : '';
      found[name] = `${ref}${body}`;
    }
    return found;
  }
}

const RULES = Array.from({ length: 30 }, (_, i) => `rule-${i}`);
const stamp = (at: number) => new Date(at * 60_000).toISOString();

/** A judgement: of each rule a verdict, or none; some of them with something laid over them. */
const judgement = fc.option(
  fc.dictionary(
    fc.constantFrom(...RULES),
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      overlay: fc.constantFrom(null, null, null, 'exempt'),
    }),
    { maxKeys: 30, noNullPrototype: true },
  ),
  { freq: 8 },
);
type Told = Record<string, { id: string; overlay: string | null }>;

/** One that differs from the one before in some rules only, as most do. */
function edited(before: Told, edits: Told | null): Told | null {
  return edits && Object.keys(edits).length < 6 && Object.keys(before).length
    ? { ...before, ...edits }
    : edits;
}

describe('planStanding', () => {
  it('tells at every moment what was judged then, whatever was judged', () => {
    fc.assert(
      fc.property(fc.array(judgement, { maxLength: 25 }), judgements => {
        const table = new Table();
        const history: Record<string, string>[] = [];
        let told: Told = {};
        judgements.forEach((next, minute) => {
          const now = edited(told, next);
          told = now ?? {};
          const verdicts = Object.entries(told).map(([rule, one]) =>
            wanted(rule, one.id, one.overlay),
          );
          if (now) table.write(verdicts, stamp(minute));
          else table.drop(stamp(minute));
          history.push(
            Object.fromEntries(
              verdicts.map(({ named, overlay }) => [
                named.record.ruleId,
                `${named.id}${overlay ?? ''}`,
              ]),
            ),
          );
        });
        history.forEach((expected, minute) =>
          expect(table.at(stamp(minute))).toEqual(expected),
        );
      }),
    );
  });

  it('writes one row for many verdicts, one for each of a few, and none for the same', () => {
    const all = (id: string) => RULES.map(rule => wanted(rule, id));
    const table = new Table();
    expect(table.write(all('a'), stamp(0))).toBe(1);
    expect(table.write(all('a'), stamp(1))).toBe(0);
    const [first, ...rest] = all('a');
    const other = wanted(first.named.record.ruleId, 'b');
    expect(table.write([other, ...rest], stamp(2))).toBe(1);
    // It is as it was: its own row ends, and another one begins.
    expect(table.write([first, ...rest], stamp(3))).toBe(2);
    // All of them, and the row that stood beside the sheet.
    expect(table.write(all('c'), stamp(4))).toBe(3);
    expect(table.rows.filter(({ until }) => until === null)).toHaveLength(1);
  });

  it('begins a new sheet before more than some rows stand beside one', () => {
    const table = new Table();
    const told = RULES.map(rule => wanted(rule, 'a'));
    table.write(told, stamp(0));
    for (let minute = 1; minute <= RULES.length; minute += 1) {
      told[minute - 1] = wanted(RULES[minute - 1], 'b');
      table.write(told, stamp(minute));
      expect(table.standing?.own.size).toBeLessThanOrEqual(MOST_OWN);
    }
    expect(table.rows.filter(({ kind }) => kind === 'sheet')).toHaveLength(3);
  });

  it('takes a verdict that did not change for the same one across sheets', () => {
    const table = new Table();
    const told = RULES.map(rule => wanted(rule, 'a'));
    table.write(told, stamp(0));
    const [kept, ...others] = told;
    const anew = others.map(({ named }) => wanted(named.record.ruleId, 'b'));
    table.write([kept, ...anew], stamp(1));
    const times = timesOf(
      table.rows.filter(({ kind }) => kind === 'verdict'),
      table.rows.flatMap(listedIn),
    );
    expect(times.get(kept.named.id)).toEqual([{ since: stamp(0) }]);
    expect(times.get(others[0].named.id)).toEqual([
      { since: stamp(0), until: stamp(1) },
    ]);
    expect(times.get(anew[0].named.id)).toEqual([{ since: stamp(1) }]);
  });
});
