import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './findChromium';
import { parseStatus } from './readMemory';
import { stockConfig } from './stockStart';

describe('parseStatus', () => {
  it('reads resident memory and its peak', () => {
    expect(
      parseStatus('Name:\tnode\nVmHWM:\t  507716 kB\nVmRSS:\t  281645 kB\n'),
    ).toEqual({ residentKiB: 281645, peakKiB: 507716 });
  });

  it('does not take a process that has ended for one without memory', () => {
    expect(() => parseStatus('Name:\tnode\nState:\tZ (zombie)\n')).toThrow(
      'the process has ended',
    );
  });
});

describe('findChromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds an executable on the path, and takes a named one first', () => {
    const path = join(folder, 'chromium');
    writeFileSync(path, '');
    expect(() => findChromium({ PATH: folder })).toThrow(
      'There is no Chromium',
    );
    chmodSync(path, 0o755);
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(path);
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: '/named' })).toBe(
      '/named',
    );
  });
});

describe('stockConfig', () => {
  it('changes the database, the address, and nothing else', () => {
    expect(stockConfig(1234, '/db')).toEqual({
      app: { baseUrl: 'http://localhost:1234' },
      backend: {
        baseUrl: 'http://localhost:1234',
        listen: '127.0.0.1:1234',
        database: {
          client: 'better-sqlite3',
          connection: { directory: '/db' },
        },
      },
    });
  });
});
