import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonValue } from '@backstage/types';
import { platformManifestsServiceRef } from './platformManifestsServiceRef';
import { PlatformManifests } from './types';

async function start(manifests: JsonValue) {
  let given: PlatformManifests | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'reader',
    register(env) {
      env.registerInit({
        deps: {
          service: platformManifestsServiceRef,
          logger: coreServices.logger,
        },
        async init({ service }) {
          given = service;
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      mockServices.rootConfig.factory({ data: { platform: { manifests } } }),
    ],
  });
  if (!given) throw new Error('No service was given.');
  return { backend, service: given };
}

describe('platformManifestsServiceRef', () => {
  it('reads what is configured once the backend runs, and ends with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'manifests-test-'));
    writeFileSync(
      join(folder, 'a.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
    );
    const { backend, service } = await start([{ name: 'here', folder }]);
    try {
      await service.whenReady(AbortSignal.timeout(10_000));
      expect(service.sources).toEqual([
        { name: 'here', type: 'folder', location: folder },
      ]);
      expect(service.current()).toMatchObject([
        {
          ok: true,
          value: { objects: [{ origin: { path: 'a.yaml', line: 1 } }] },
        },
      ]);
    } finally {
      await backend.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('stops the start when the configuration is wrong', async () => {
    await expect(start([{ name: 'here' }])).rejects.toThrow(
      /either "folder" or "git"/,
    );
  });
});
