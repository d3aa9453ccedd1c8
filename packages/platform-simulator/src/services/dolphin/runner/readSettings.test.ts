import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeIn } from './placeIn';
import { readSettings } from './readSettings';

describe('what a script tells its program by files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  beforeAll(() => {
    mkdirSync(join(folder, 'deploy'));
    writeFileSync(
      join(folder, 'deploy', 'settings.env'),
      'CONNECTOR_SINK=iceberg\nICEBERG_REST_URL=http://catalog.example:8181\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('decides where rows go', async () => {
    const script = 'cd x\nnode --env-file=deploy/settings.env src/main.js run';
    const parameters = await readSettings(script, folder);
    const environment = placeIn(
      {
        ICEBERG_REST_URL: 'http://127.0.0.1:1',
        TRINO_URL: 'http://127.0.0.1:2',
      },
      { parameters, packages: [] },
    );
    expect(environment).toEqual({
      CONNECTOR_SINK: 'iceberg',
      ICEBERG_REST_URL: 'http://127.0.0.1:1',
    });
  });

  it('is nothing without a file, with one that is missing, and with one from elsewhere', async () => {
    for (const script of [
      'node src/main.js run',
      'node --env-file=deploy/none.env src/main.js run',
      'node --env-file=../../etc/environment src/main.js run',
    ])
      expect(await readSettings(script, folder)).toEqual({});
  });
});
