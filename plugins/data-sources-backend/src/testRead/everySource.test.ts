/** The test read of every template that is about a source of the demo platform reads from that source: rows, their schema and quality, without a key. */
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TestReadSchema } from '@254carbon/backstage-plugin-platform-common';
import { readEntity } from '../__testUtils__/startDataSources';
import { platformConfig, Portal, startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(240_000);

const SOURCES = resolve(__dirname, '../../../../catalog/data-sources');
const READ: ReadonlyArray<[template: string, values?: Record<string, unknown>]> =
  [
    ['alphavantage-connector'],
    ['census-connector'],
    ['eia-connector'],
    ['fred-connector'],
    ['gie-connector'],
    ['noaa-connector'],
    ['noaa-connector', {
      service: 'forecast',
      office: 'OKX',
      gridX: 33,
      gridY: 37,
      contact: 'data@example.com',
    }],
    ['polygon-connector'],
    ['websocket-kafka-connector'],
  ];

let platform: RunningPlatform;
let portal: Portal;
beforeAll(async () => {
  platform = await startPlatform({ scenario: 'calm-day' });
  portal = await startPortal({
    templates: [...new Set(READ.map(([template]) => template))],
    platform: platformConfig(platform),
  });
  for (const file of await readdir(SOURCES))
    if (!['all.yaml', 'eia.yaml'].includes(file))
      portal.entities.push(await readEntity(`catalog/data-sources/${file}`));
});
afterAll(async () => {
  await portal.stop();
  await platform.close();
});

it.each(READ)('%s %j', async (template, values = {}) => {
  const { body } = await portal.ask('post', '/test-reads').send({
    template: `template:default/${template}`,
    values: { ...portal.defaults(template), ...values },
  });
  const read = TestReadSchema.parse(body);
  expect([read.from, read.reason]).toEqual([
    'simulated',
    expect.stringContaining('without a key'),
  ]);
  expect(read.rows.length).toBeGreaterThan(0);
  expect(read.columns.length).toBeGreaterThan(1);
  expect(read.quality.length).toBeGreaterThan(0);
  expect(read.quality.every(({ message }) => message !== '')).toBe(true);
  expect(read.rejected).toBe(0);
});
