import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { waitUntil } from '../__fixtures__/waitUntil';
import { createManifests } from './createManifests';
import { ManifestSourceConfig } from './readManifestsConfig';

jest.setTimeout(60_000);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'manifests-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const source = (name: string): ManifestSourceConfig => {
  const folder = join(root, name);
  return { name, type: 'folder', location: folder, folder, intervalMs: 20 };
};

it('reads every source by itself, tells of changes, and stops', async () => {
  mkdirSync(join(root, 'here'));
  const logger = mockServices.logger.mock();
  const manifests = createManifests({
    config: { root, sources: [source('here'), source('gone')] },
    logger,
  });
  expect(manifests.current().map(({ ok }) => ok)).toEqual([false, false]);
  let changes = 0;
  const stopListening = manifests.onChange(() => {
    changes += 1;
  });
  manifests.start();
  await manifests.whenReady();
  expect(
    manifests.current().map(({ ok, source: { name } }) => [name, ok]),
  ).toEqual([
    ['here', true],
    ['gone', false],
  ]);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  const before = changes;
  writeFileSync(
    join(root, 'here', 'a.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  );
  await waitUntil('the new object', () => {
    const [here] = manifests.current();
    return here.ok && here.value.objects.length === 1;
  });
  expect(changes).toBe(before + 1);
  stopListening();
  await manifests.stop();
  const last = manifests.current();
  expect(manifests.current()).toBe(last);
});

it('is ready at once when nothing is configured', async () => {
  const manifests = createManifests({
    config: { root, sources: [] },
    logger: mockServices.logger.mock(),
  });
  await manifests.whenReady();
  expect(manifests.current()).toEqual([]);
});

it('stops waiting when it is told to', async () => {
  const manifests = createManifests({
    config: { root, sources: [source('here')] },
    logger: mockServices.logger.mock(),
  });
  await expect(
    manifests.whenReady(AbortSignal.abort(new Error('enough'))),
  ).rejects.toThrow('enough');
});
