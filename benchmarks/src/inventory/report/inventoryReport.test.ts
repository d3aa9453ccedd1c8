import fc from 'fast-check';
import type { InventorySamples } from '../inventorySamples';
import { buildInventory } from './buildInventory';
import { percentile95 } from './inventoryRow';
import { renderInventory, replaceInventory } from './renderInventory';

const empty: InventorySamples = {
  portal: 'abc',
  peer: 'peer@1.0.0',
  workloads: 5000,
  firstSync: [],
  steady: [],
  edits: [],
  faults: [],
  latencies: [],
  capacity: [],
  leaks: [],
};
const rowOf = (samples: Partial<InventorySamples>, title: string) => {
  const { rows } = buildInventory({ ...empty, ...samples }, 'a machine');
  return rows.find(row => row.title.startsWith(title));
};
const quiet = { windowSeconds: 300, written: 0, residentMiB: 1, peakMiB: 1 };

describe('percentile95', () => {
  it('is a value that 95 of 100 do not exceed, and no smaller one is', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile95(hundred)).toBe(95);
    expect(percentile95([7])).toBe(7);
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), values => {
        const found = percentile95(values);
        const upTo = (limit: number) =>
          values.filter(value => value <= limit).length;
        expect(values).toContain(found);
        expect(upTo(found)).toBeGreaterThanOrEqual(values.length * 0.95);
        expect(upTo(found - 1)).toBeLessThan(values.length * 0.95);
      }),
    );
  });

  it('refuses to make a value of nothing', () => {
    expect(() => percentile95([])).toThrow('measure first');
  });
});

describe('buildInventory', () => {
  it('says nothing of what was not measured', () => {
    expect(buildInventory(empty, 'a machine').rows).toEqual([]);
    const steady = [{ side: 'peer' as const, bytes: 1, cpuMs: 1, ...quiet }];
    expect(rowOf({ steady }, 'bytes')).toBeUndefined();
  });

  it('scales the portal to ten minutes, and not the peer, whose schedule ran once', () => {
    const steady = [
      { side: 'portal' as const, bytes: 51_200, cpuMs: 100, ...quiet },
      { side: 'peer' as const, bytes: 10_240_000, cpuMs: 400, ...quiet },
    ];
    expect(rowOf({ steady }, 'bytes')).toMatchObject({
      portal: { median: 100 },
      peer: { median: 10_000 },
      ratio: 0.01,
      bound: { holds: true },
    });
    expect(rowOf({ steady }, 'processor time')).toMatchObject({
      portal: { median: 200 },
      peer: { median: 400 },
    });
  });

  it('judges the ratio that is printed, and the worst run where one is too many', () => {
    const firstSync = [
      {
        side: 'portal' as const,
        scope: 'peer-kinds' as const,
        milliseconds: 2002,
      },
      {
        side: 'peer' as const,
        scope: 'peer-kinds' as const,
        milliseconds: 2000,
      },
    ];
    expect(rowOf({ firstSync }, 'first sync, the peer')).toMatchObject({
      ratio: 1.001,
      bound: { holds: false },
    });
    const edits = [0, 0, 1].map(lost => ({
      side: 'portal' as const,
      written: [1],
      cpuMs: 9,
      edited: 400,
      lost,
    }));
    expect(rowOf({ edits }, 'edits lost')).toMatchObject({
      portal: { median: 0, max: 1 },
      bound: { holds: false },
    });
  });

  it('tells processor time of a first sync where it was measured', () => {
    const one = { scope: 'peer-kinds' as const, milliseconds: 1000 };
    const firstSync = [
      { ...one, side: 'portal' as const },
      { ...one, side: 'portal' as const, cpuMs: 900 },
      { ...one, side: 'peer' as const, cpuMs: 600 },
    ];
    expect(rowOf({ firstSync }, 'processor time of it')).toMatchObject({
      portal: { median: 0.9, runs: 1 },
      ratio: 1.5,
    });
    const old = firstSync.slice(0, 1);
    expect(rowOf({ firstSync: old }, 'processor time of it')).toBeUndefined();
  });

  it('rounds no ratio to its bound: a hundredth and a bit is missed', () => {
    const one = { cpuMs: 1, windowSeconds: 600, written: 0 };
    const steady = [
      {
        ...one,
        side: 'portal' as const,
        bytes: 10_090,
        residentMiB: 1,
        peakMiB: 1,
      },
      {
        ...one,
        side: 'peer' as const,
        bytes: 1_000_000,
        residentMiB: 1,
        peakMiB: 1,
      },
    ];
    expect(rowOf({ steady }, 'bytes in ten quiet')).toMatchObject({
      ratio: 0.0101,
      bound: { holds: false },
    });
  });

  it('has no ratio to a peer that wrote nothing', () => {
    const edits = [
      {
        side: 'portal' as const,
        written: [1, 1],
        cpuMs: 9,
        edited: 1,
        lost: 0,
      },
      { side: 'peer' as const, written: [0, 0], cpuMs: 9, edited: 1, lost: 1 },
    ];
    const row = rowOf({ edits }, 'entities written for one edit');
    expect(row).toMatchObject({ bound: { holds: true } });
    expect(row?.ratio).toBeUndefined();
  });
});

describe('renderInventory', () => {
  it('writes a missed bound out', () => {
    const samples = {
      ...empty,
      latencies: [
        { what: 'mutation' as const, milliseconds: [100, 900], workloads: 9 },
      ],
    };
    expect(renderInventory(buildInventory(samples, 'a machine'))).toContain(
      '| edit to applyMutation, p95 (9 workloads, 2 changes) | 900 ms |  | 1 |  | **missed** (at most 250 ms) |',
    );
  });

  it('replaces only what is between its own marks', () => {
    const document =
      'a\n<!-- measured inventory: written by the benchmarks, not by hand -->\nold\n<!-- /measured inventory -->\nb\n';
    const once = replaceInventory(document, 'new');
    expect(once).toContain('\n\nnew\n\n');
    expect(once).not.toContain('old');
    expect(replaceInventory(once, 'new')).toBe(once);
    expect(() => replaceInventory('no marks', 'new')).toThrow('no place');
  });
});
