/*
 * A backend with the catalog, the scaffolder, the portal's repositories and the templates of this repository, and
 * nothing else: for work on templates, and for the test that goes from a form to a cloned repository.
 * `PORT`, `DATA` and `TOKEN` come from the environment; who sends the token may do everything.
 */
import localGit from '@254carbon/backstage-plugin-local-git-backend';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import catalog from '@backstage/plugin-catalog-backend';
import templateKind from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { join, resolve } from 'node:path';
import scaffolderModulePlatform from '../src';

const port = Number(process.env.PORT ?? 7107);
const folder = process.env.DATA ?? resolve(__dirname, '../.data');
const token = process.env.TOKEN ?? 'for-development-only';
const templates = resolve(__dirname, '../../../templates/all.yaml');

const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { port, host: '127.0.0.1' },
        database: { client: 'better-sqlite3', connection: ':memory:' },
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'development' } },
          ],
        },
      },
      localGit: { root: join(folder, 'repositories'), anonymousRead: true },
      catalog: {
        rules: [{ allow: ['Component', 'Resource', 'Template', 'Location'] }],
        processingInterval: { seconds: 2 },
        locations: [{ type: 'file', target: templates }],
      },
    },
  }),
);
for (const feature of [
  catalog,
  templateKind,
  scaffolder,
  scaffolderModulePlatform,
  localGit,
]) {
  backend.add(feature);
}
void backend.start();
