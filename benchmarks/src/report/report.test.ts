import { buildBaseline } from './buildBaseline';
import { renderTable, replaceTable } from './renderReport';
import type { Samples, StartSample } from './samples';

const stockStart = (pageMs: number): StartSample => ({
  side: 'stock',
  readyMs: pageMs - 1000,
  pageMs,
  residentKiB: 400 * 1024,
  peakKiB: 600 * 1024,
});
const portalStart = (pageMs: number): StartSample => ({
  side: 'portal',
  readyMs: pageMs - 2000,
  pageMs,
  residentKiB: 600 * 1024,
  peakKiB: 700 * 1024,
  platform: { startMs: 3000, residentKiB: 200 * 1024 },
});

const samples: Samples = {
  portal: 'abc',
  stock: 'create-app',
  install: [
    { side: 'stock', milliseconds: 100_000 },
    { side: 'portal', milliseconds: 90_000 },
  ],
  start: [
    stockStart(10_000),
    portalStart(11_000),
    stockStart(20_000),
    portalStart(10_400),
  ],
};

describe('buildBaseline', () => {
  const baseline = buildBaseline(samples, 'a machine');

  it('compares each quantity in its unit, with its own bound', () => {
    expect(baseline.install).toMatchObject({
      portal: { median: 90 },
      stock: { median: 100 },
      ratio: 0.9,
      holds: true,
    });
    expect(baseline.startToPage).toMatchObject({
      portal: { median: 10.7, min: 10.4, max: 11, runs: 2 },
      stock: { median: 15, min: 10, max: 20, runs: 2 },
      ratio: 0.71,
      bound: 1.1,
    });
    expect(baseline.residentMemory).toMatchObject({
      ratio: 1.5,
      bound: 1.25,
      holds: false,
    });
  });

  it('keeps the demo platform out of the portal and beside it', () => {
    expect(baseline.demoPlatform).toMatchObject({
      startSeconds: { median: 3 },
      residentMiB: { median: 200 },
    });
  });

  it('leaves out what was not measured on both sides', () => {
    const half = buildBaseline(
      { ...samples, start: [portalStart(1000)] },
      'a machine',
    );
    expect(half.startToPage).toBeUndefined();
    expect(half.install).toBeDefined();
  });

  it('judges the exact ratio, not the rounded one', () => {
    const close = {
      ...samples,
      install: [
        { side: 'stock' as const, milliseconds: 100_000 },
        { side: 'portal' as const, milliseconds: 100_300 },
      ],
    };
    expect(buildBaseline(close, 'a machine').install).toMatchObject({
      ratio: 1,
      holds: false,
    });
  });
});

describe('renderTable', () => {
  it('shows medians, spreads, runs, ratios, and what was missed', () => {
    const table = renderTable(buildBaseline(samples, 'a machine'));
    expect(table).toContain(
      '| installation | 90.0 s (90.0..90.0) | 100.0 s (100.0..100.0) | 1 | 0.90 | holds (at most 1) |',
    );
    expect(table).toContain(
      '| 600 MiB (600..600) | 400 MiB (400..400) | 2 | 1.50 | **missed** (at most 1.25) |',
    );
    expect(table).toContain(
      'ready after 3.0 s (3.0..3.0), resident memory 200 MiB (200..200)',
    );
    expect(table).toContain('a machine; portal abc, stock app create-app');
  });

  it('leaves out rows that were not measured', () => {
    const table = renderTable(
      buildBaseline({ ...samples, start: [] }, 'a machine'),
    );
    expect(table).not.toContain('memory');
    expect(table).not.toContain('demo platform');
  });
});

describe('replaceTable', () => {
  const document =
    'a\n<!-- measured: written by the benchmarks, not by hand -->\n\nold\n\n<!-- /measured -->\nb\n';

  it('replaces only what is between the marks, any number of times', () => {
    const once = replaceTable(document, 'new');
    expect(once).toContain('a\n<!--');
    expect(once).toContain('\n\nnew\n\n');
    expect(once).not.toContain('old');
    expect(once).toMatch(/\/measured -->\nb\n$/);
    expect(replaceTable(once, 'new')).toBe(once);
  });

  it('says what is missing', () => {
    expect(() => replaceTable('no marks', 'new')).toThrow(
      'no place for the figures',
    );
  });
});
