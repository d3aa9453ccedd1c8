import type { ConnectorSamples, RunSample } from '../connectorSamples';
import { buildConnectors, growthOf } from './buildConnectors';
import { renderConnectors, replaceConnectors } from './reportConnectors';

const empty: ConnectorSamples = { portal: 'abc', pageRows: 50_000, rates: [] };
const run = (change: Partial<RunSample>): RunSample => ({
  sink: 'iceberg',
  rows: 1000,
  pages: 10,
  milliseconds: 100,
  cpuMs: 50,
  memory: [],
  ...change,
});
const memory = (resident: (page: number) => number) =>
  Array.from({ length: 100 }, (_, page) => ({
    rows: (page + 1) * 10,
    residentBytes: resident(page) * 2 ** 20,
    heapBytes: 0,
  }));

describe('buildConnectors', () => {
  it('says nothing of what was not measured', () => {
    expect(buildConnectors(empty, 'm').rows).toEqual([]);
    expect(buildConnectors({ ...empty, rates: [run({})] }, 'm').rows).toEqual(
      [],
    );
  });
  it('leaves the first run of each sink out of the rate', () => {
    const rates = [
      run({ milliseconds: 10_000 }),
      run({}),
      run({ milliseconds: 50 }),
    ];
    expect(buildConnectors({ ...empty, rates }, 'm').rows).toMatchObject([
      { portal: { median: 15_000, min: 10_000, max: 20_000, runs: 2 } },
      { portal: { median: 50_000 } },
    ]);
  });
  it('calls memory that grows a miss, and a start that costs none', () => {
    expect(growthOf(memory(page => (page < 3 ? 900 : 300)))).toBe(1);
    const flat = { ...empty, long: run({ memory: memory(() => 300) }) };
    expect(buildConnectors(flat, 'm').rows.at(-1)).toMatchObject({
      portal: { median: 100 },
      bound: { holds: true },
    });
    const growing = {
      ...empty,
      long: run({ memory: memory(page => 300 + page * 2) }),
    };
    expect(buildConnectors(growing, 'm').rows.at(-1)).toMatchObject({
      bound: { holds: false },
    });
  });
});

describe('the table', () => {
  it('replaces only what is between its own marks', () => {
    const document =
      'a\n<!-- measured connectors: written by the benchmarks, not by hand -->\nold\n<!-- /measured connectors -->\nb\n';
    const table = renderConnectors(buildConnectors(empty, 'a machine'));
    const once = replaceConnectors(document, table);
    expect(once).not.toContain('old');
    expect(replaceConnectors(once, table)).toBe(once);
    expect(() => replaceConnectors('no marks', table)).toThrow('no place');
  });
});
