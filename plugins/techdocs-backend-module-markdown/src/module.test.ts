import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import techdocsPlugin from '@backstage/plugin-techdocs-backend';
import request from 'supertest';
import techdocsModuleMarkdown from './index';

describe('techdocs with the Markdown module', () => {
  const source = createMockDirectory();
  const published = createMockDirectory();

  // TechDocs remembers for a minute, by uid and in the process, what it has built.
  let test = 0;
  const entityOf = (name: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      uid: `uid-${name}-${test}`,
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        'backstage.io/managed-by-location': `file:${source.resolve(
          name,
          'catalog-info.yaml',
        )}`,
      },
    },
  });

  async function start(names: string[]) {
    const scheduler = mockServices.scheduler();
    const { server } = await startTestBackend({
      features: [
        techdocsPlugin,
        techdocsModuleMarkdown,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogServiceMock.factory({ entities: names.map(entityOf) }),
        mockServices.rootConfig.factory({
          data: {
            techdocs: {
              builder: 'local',
              publisher: {
                type: 'local',
                local: { publishDirectory: published.path },
              },
            },
          },
        }),
      ],
    });
    return { server, scheduler };
  }

  beforeEach(() => {
    test += 1;
    source.setContent({
      docs: {
        'catalog-info.yaml': '',
        'mkdocs.yml': 'site_name: Handbook\n',
        docs: { 'index.md': '# Welcome', 'a.md': '# A\n\n!!! note\n    Hi' },
      },
      broken: { 'catalog-info.yaml': '', 'mkdocs.yml': 'docs_dir: gone\n' },
    });
    published.clear();
  });

  const page = '/api/techdocs/static/docs/default/component/docs/a/index.html';
  const syncDocs = '/api/techdocs/sync/default/component/docs';

  it('builds a folder on request and serves the page', async () => {
    const { server } = await start(['docs']);
    const sync = await request(server).get(syncDocs);
    expect(sync.text).toContain('event: finish\ndata: {"updated":true}');
    const { status, text } = await request(server).get(page);
    expect(status).toBe(200);
    expect(text).toContain('<div class="admonition note">');
    const metadata = await request(server).get(
      '/api/techdocs/metadata/techdocs/default/component/docs',
    );
    expect(metadata.body).toMatchObject({
      site_name: 'Handbook',
      etag: expect.stringMatching(/^sha256-/),
    });
  });

  it('answers nobody without credentials', async () => {
    const { server } = await start(['docs']);
    const response = await request(server)
      .get(syncDocs)
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });

  it('says in the build log why a site cannot be built', async () => {
    const { server } = await start(['broken']);
    const sync = await request(server).get(
      '/api/techdocs/sync/default/component/broken',
    );
    expect(sync.text).toContain('event: error');
    expect(sync.text).toContain('docs_dir (gone) is not there');
  });

  it('builds ahead of its readers, and one broken site does not stop the others', async () => {
    const { server, scheduler } = await start(['broken', 'docs']);
    await scheduler.triggerTask('techdocs-prebuild');
    const { status } = await request(server).get(
      '/api/techdocs/static/docs/default/component/docs/search/search_index.json',
    );
    expect(status).toBe(200);
    expect((await request(server).get(page)).status).toBe(200);
  });
});
