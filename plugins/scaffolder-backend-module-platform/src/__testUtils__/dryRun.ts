import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { join } from 'node:path';
import request from 'supertest';
import scaffolderModulePlatform from '..';
import {
  filledForm,
  FormValue,
  readFolder,
  readTemplate,
  TEMPLATES,
} from '../__fixtures__/templates';

/** A scaffolder with the portal's actions. */
export type Scaffolder = Awaited<ReturnType<typeof startScaffolder>>;

/** What a dry run answered. */
export interface DryRun {
  readonly status: number;
  /** Empty unless it was refused. */
  readonly message: string;
  /** Every file that was written, by path. */
  readonly files: Map<string, Buffer>;
}

/** Starts Backstage's own scaffolder on a database in memory. */
export async function startScaffolder() {
  return startTestBackend({
    features: [
      scaffolder,
      scaffolderModulePlatform,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: { backend: { baseUrl: 'http://localhost:7007' } },
      }),
    ],
  });
}

/** Renders a template with the real engine, without proving it; nothing leaves the process. */
export async function dryRun(
  backend: Scaffolder,
  name: string,
  change: Readonly<Record<string, FormValue>> = {},
): Promise<DryRun> {
  const skeleton = await readFolder(join(TEMPLATES, name, 'skeleton'));
  const template = await readTemplate(name);
  // Running a repository's tests takes seconds; whoever wants that runs them on the files.
  const steps = template.spec.steps.filter(
    ({ action }) => action !== 'connector:prove',
  );
  const { status, body } = await request(backend.server)
    .post('/api/scaffolder/v2/dry-run')
    .send({
      template: { ...template, spec: { ...template.spec, steps } },
      values: await filledForm(name, change),
      directoryContents: [...skeleton].map(([path, content]) => ({
        path: `skeleton/${path}`,
        base64Content: content.toString('base64'),
      })),
    });
  const written: ReadonlyArray<{ path: string; base64Content: string }> =
    body.directoryContents ?? [];
  return {
    status,
    message: status === 200 ? '' : JSON.stringify(body),
    files: new Map(
      written
        .map(({ path, base64Content }): [string, Buffer] => [
          path,
          Buffer.from(base64Content, 'base64'),
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}
