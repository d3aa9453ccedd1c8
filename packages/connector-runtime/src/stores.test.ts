import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from './fileStore';
import { MemoryStore } from './memoryStore';
import { objectStoreConformance } from './objectStore.conformance';

const folders: string[] = [];
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'store-'));
  folders.push(made);
  return made;
}
afterAll(() =>
  Promise.all(folders.map(made => rm(made, { recursive: true, force: true }))),
);

describe.each([
  { name: 'MemoryStore', open: async () => new MemoryStore() },
  {
    name: 'FileStore',
    open: async () => new FileStore(join(await folder(), 'data')),
  },
])('$name', ({ open }) => {
  it.each(objectStoreConformance)('$promise', async ({ check }) => {
    await expect(check(await open())).resolves.toBeUndefined();
  });
});

it('FileStore never leaves its folder', async () => {
  const store = new FileStore(await folder());
  await expect(store.put('../out', Buffer.from('x'))).rejects.toThrow(
    'leaves the folder',
  );
});
