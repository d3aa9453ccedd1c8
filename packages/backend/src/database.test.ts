import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { database } from './database';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'portal-database-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

async function openClient(connection: string | { directory: string }) {
  const config = { client: 'better-sqlite3', connection };
  const tester = ServiceFactoryTester.from(database, {
    dependencies: [
      mockServices.rootConfig.factory({
        data: { backend: { database: config } },
      }),
    ],
  });
  return (await tester.getSubject('catalog')).getClient();
}

async function pragma(
  client: Awaited<ReturnType<typeof openClient>>,
  name: string,
) {
  const [row] = await client.raw(`PRAGMA ${name}`);
  return row[name];
}

describe('the database on SQLite', () => {
  it('writes ahead, and waits for the disk only when the log is folded in', async () => {
    const client = await openClient({ directory });
    expect(await pragma(client, 'journal_mode')).toBe('wal');
    expect(await pragma(client, 'synchronous')).toBe(1);
    expect(await pragma(client, 'foreign_keys')).toBe(1);
    await client.destroy();
  });

  it('leaves one file that holds everything when it ends', async () => {
    const client = await openClient({ directory });
    await client.raw('CREATE TABLE kept (value TEXT)');
    await client('kept').insert({ value: 'yes' });
    await client.destroy();
    expect(readdirSync(directory)).toEqual(['catalog.sqlite']);
    const again = await openClient({ directory });
    expect(await again('kept').select()).toEqual([{ value: 'yes' }]);
    await again.destroy();
  });

  it('leaves what is only in memory as it is', async () => {
    const client = await openClient(':memory:');
    expect(await pragma(client, 'journal_mode')).toBe('memory');
    await client.destroy();
  });
});
