/**
 * Who is in which group decides who may do what, and a template runs with the rights of whoever uses it. So
 * people, groups and templates come from the portal's own files, never from an address that somebody registers.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalog from '@backstage/plugin-catalog-backend';
import templateKind from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { parse, stringify } from 'yaml';

const ROOT = resolve(__dirname, '../../..');

const SPECS: Record<string, object> = {
  User: { memberOf: ['platform-engineering'] },
  Group: { type: 'team', children: [], members: ['data-engineer'] },
  Domain: { owner: 'group:default/analytics' },
  Template: { type: 'service', steps: [] },
  Component: {
    type: 'service',
    lifecycle: 'experimental',
    owner: 'group:default/analytics',
  },
};

/** A file with one entity of the kind that the name of the file says. */
async function search(url: string) {
  const kind = url.split('/').pop()?.replace('.yaml', '') ?? '';
  const text = stringify({
    apiVersion:
      kind === 'Template'
        ? 'scaffolder.backstage.io/v1beta3'
        : 'backstage.io/v1alpha1',
    kind,
    metadata: { name: `registered-${kind.toLowerCase()}` },
    spec: SPECS[kind],
  });
  const file = { url, content: async () => Buffer.from(text) };
  return { files: [file], etag: kind };
}

const headers = {
  authorization: mockCredentials.service.header(),
  'content-type': 'application/json',
};

async function startCatalog(): Promise<string> {
  const text = readFileSync(resolve(ROOT, 'app-config.yaml'), 'utf8');
  const { rules, locations } = parse(text).catalog;
  const absolute = locations.map((location: { target: string }) => ({
    ...location,
    target: resolve(ROOT, location.target),
  }));
  const { server } = await startTestBackend({
    features: [
      catalog,
      templateKind,
      mockServices.urlReader.mock({ search }).factory,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          catalog: {
            rules,
            locations: absolute,
            processingInterval: { seconds: 1 },
          },
        },
      }),
    ],
  });
  return `http://127.0.0.1:${server.port()}/api/catalog`;
}

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise(done => setTimeout(done, 100));
  }
}

describe('catalog rules of app-config.yaml', () => {
  it('takes people, groups and templates from own files only', async () => {
    const url = await startCatalog();
    for (const kind of Object.keys(SPECS)) {
      const target = `https://github.com/somebody/all/blob/main/${kind}.yaml`;
      const answer = await fetch(`${url}/locations`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ type: 'url', target }),
      });
      expect(answer.status).toBe(201);
    }
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
      const answer = await fetch(`${url}/entities?fields=kind,metadata.name`, {
        headers,
      });
      const entities: { kind: string; metadata: { name: string } }[] =
        await answer.json();
      const seen = entities.map(item => `${item.kind}:${item.metadata.name}`);
      return own.every(ref => seen.includes(ref)) ? seen : undefined;
    });
    expect(refs.filter(ref => ref.includes(':registered-'))).toEqual([
      'Component:registered-component',
    ]);
  }, 60_000);
});
