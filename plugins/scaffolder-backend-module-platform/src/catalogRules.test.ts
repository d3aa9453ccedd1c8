/**
 * Who is in which group decides who may do what, and a template runs with the rights of whoever uses it. So
 * people, groups and templates come from the portal's own files, never from an address that somebody registers.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalog from '@backstage/plugin-catalog-backend';
import templateKind from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { parse } from 'yaml';

const ROOT = resolve(__dirname, '../../..');
const ADDRESS = 'url:https://github.com/somebody/something/blob/main/all.yaml';

function registered(kind: string, spec: object) {
  const annotations = {
    'backstage.io/managed-by-location': ADDRESS,
    'backstage.io/managed-by-origin-location': ADDRESS,
  };
  const apiVersion =
    kind === 'Template'
      ? 'scaffolder.backstage.io/v1beta3'
      : 'backstage.io/v1alpha1';
  const metadata = { name: `registered-${kind.toLowerCase()}`, annotations };
  return { entity: { apiVersion, kind, metadata, spec } };
}

/** Entities as they come from an address that a data engineer has registered. */
const somebodysModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'somebody',
  register(reg) {
    reg.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'somebody',
          async connect(connection) {
            const memberOf = ['platform-engineering'];
            await connection.applyMutation({
              type: 'full',
              entities: [
                registered('User', { memberOf }),
                registered('Group', { type: 'team', children: [] }),
                registered('Template', { type: 'service', steps: [] }),
                registered('Component', {
                  type: 'service',
                  lifecycle: 'experimental',
                  owner: 'group:default/analytics',
                }),
              ],
            });
          },
        });
      },
    });
  },
});

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise(done => setTimeout(done, 100));
  }
}

describe('catalog rules of app-config.yaml', () => {
  it('takes people, groups and templates from own files only', async () => {
    const text = readFileSync(resolve(ROOT, 'app-config.yaml'), 'utf8');
    const { rules, locations } = parse(text).catalog;
    const { server } = await startTestBackend({
      features: [
        catalog,
        templateKind,
        somebodysModule,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            catalog: {
              rules,
              locations: locations.map((location: { target: string }) => ({
                ...location,
                target: resolve(ROOT, location.target),
              })),
              processingInterval: { seconds: 1 },
            },
          },
        }),
      ],
    });
    const { port } = server.address() as { port: number };
    const list = async (): Promise<string[]> => {
      const answer = await fetch(
        `http://127.0.0.1:${port}/api/catalog/entities?fields=kind,metadata.name`,
        {
          headers: {
            authorization: mockCredentials.service.header(),
          },
        },
      );
      const entities: { kind: string; metadata: { name: string } }[] =
        await answer.json();
      return entities.map(({ kind, metadata }) => `${kind}:${metadata.name}`);
    };
    const own = [
      'Component:registered-component',
      'User:operator',
      'Group:platform-engineering',
      'Template:eia-connector',
      'Domain:254carbon',
      'System:developer-portal',
      'Resource:runbooks',
    ];
    const refs = await waitFor(async () => {
      const seen = await list();
      return own.every(ref => seen.includes(ref)) ? seen : undefined;
    });
    expect(refs.filter(ref => ref.includes(':registered-'))).toEqual([
      'Component:registered-component',
    ]);
  }, 60_000);
});
