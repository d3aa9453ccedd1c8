import { startTestBackend, mockServices } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { Entity } from '@backstage/catalog-model';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { resolve } from 'node:path';
import request from 'supertest';
import catalogModulePlatform from './index';

jest.setTimeout(120_000);

/** Relations of Trino, each from another source: a profile, a runbook, the owner, the system. */
const WANTED = [
  'dependsOn resource:default/minio',
  'dependsOn resource:default/trino-worker-out-of-memory',
  'ownedBy group:default/data-engineering',
  'partOf system:default/data',
];
const findMissing = (relations: string[]) =>
  WANTED.filter(relation => !relations.includes(relation));

describe('in a real catalog, on the simulated platform', () => {
  let platform: RunningPlatform;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(async () => platform.close());

  it('shows services and runbooks with their relations', async () => {
    const { url, caData, tokens } = platform.kubernetes;
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModulePlatform,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:0' },
            catalog: {
              processingInterval: { seconds: 2 },
              providers: {
                platform: {
                  runbooks: {
                    path: resolve(__dirname, '../../../runbooks/docs'),
                  },
                },
              },
            },
            kubernetes: {
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'demo',
                      url,
                      caData,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: tokens.portal,
                    },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
    const read = async (path: string): Promise<Entity | undefined> => {
      const answer = await request(server).get(
        `/api/catalog/entities/by-name/${path}`,
      );
      return answer.status === 200 ? answer.body : undefined;
    };
    const related = async (): Promise<string[]> => {
      const trino = await read('component/default/trino');
      return (trino?.relations ?? []).map(
        ({ type, targetRef }) => `${type} ${targetRef}`,
      );
    };
    const end = Date.now() + 90_000;
    let relations = await related();
    while (findMissing(relations).length > 0 && Date.now() < end) {
      await new Promise(done => setTimeout(done, 100));
      relations = await related();
    }
    expect(relations).toEqual(expect.arrayContaining(WANTED));
    // A relation shows on the other entity first; the runbook itself is served a moment later.
    const path = 'resource/default/trino-worker-out-of-memory';
    let runbook = await read(path);
    while (!runbook && Date.now() < end) {
      await new Promise(done => setTimeout(done, 100));
      runbook = await read(path);
    }
    expect(runbook?.spec?.type).toBe('runbook');
  });
});
