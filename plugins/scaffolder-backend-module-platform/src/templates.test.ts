import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import request from 'supertest';
import scaffolderModulePlatform from '.';
import {
  defaultValues,
  readFolder,
  readTemplate,
  TEMPLATE_NAMES,
  TEMPLATES,
} from './__fixtures__/templates';

const updating = process.env.UPDATE_GOLDEN === '1';
const BINARY = /^vendor\//;

let backend: Awaited<ReturnType<typeof startTestBackend>>;
beforeAll(async () => {
  backend = await startTestBackend({
    features: [
      scaffolder,
      scaffolderModulePlatform,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: { backend: { baseUrl: 'http://localhost:7007' } },
      }),
    ],
  });
}, 60_000);
afterAll(() => backend.stop());

async function dryRun(name: string, change: object = {}) {
  const template = await readTemplate(name);
  const skeleton = await readFolder(join(TEMPLATES, name, 'skeleton'));
  return request(backend.server)
    .post('/api/scaffolder/v2/dry-run')
    .send({
      template,
      values: { ...defaultValues(template), ...change },
      directoryContents: [...skeleton].map(([path, content]) => ({
        path: `skeleton/${path}`,
        base64Content: content.toString('base64'),
      })),
    });
}

/** What a run wrote, without the digest of the tarball: it changes with every line of the packed code. */
function textsOf(body: {
  directoryContents: Array<{ path: string; base64Content: string }>;
}): Map<string, string> {
  const files = body.directoryContents
    .filter(({ path }) => !BINARY.test(path))
    .map(({ path, base64Content }): [string, string] => [
      path,
      Buffer.from(base64Content, 'base64')
        .toString('utf8')
        .replace(/sha512-[A-Za-z0-9+/=]+/, 'sha512-of-the-tarball'),
    ]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function updateGolden(
  folder: string,
  files: Map<string, string>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

describe.each(TEMPLATE_NAMES)('the template %s', name => {
  const golden = join(TEMPLATES, name, 'golden');

  it('writes what golden/ holds, from the defaults of its form', async () => {
    const { status, body } = await dryRun(name);
    expect({ status, error: body.error?.message }).toEqual({
      status: 200,
      error: undefined,
    });
    const files = textsOf(body);
    if (updating) {
      await updateGolden(golden, files);
    }
    const expected = [...(await readFolder(golden))].map(([path, content]) => [
      path,
      content.toString('utf8'),
    ]);
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(expected));
  });

  it('leaves no placeholder and no address of this machine behind', async () => {
    const { body } = await dryRun(name);
    for (const [path, text] of textsOf(body)) {
      expect(
        `${path}: ${
          text.match(/\$\{\{|\{%|undefined|\[object|\/tmp\//)?.[0] ?? 'clean'
        }`,
      ).toBe(`${path}: clean`);
    }
  });

  it('asks at most ten things, each with a default that works', async () => {
    const template = await readTemplate(name);
    const fields = template.spec.parameters.flatMap(page =>
      Object.keys(page.properties),
    );
    expect(fields.length).toBeLessThanOrEqual(10);
    expect(Object.keys(defaultValues(template)).sort()).toEqual(fields.sort());
  });
});

describe('what the forms cannot make', () => {
  it.each([
    ['eia-connector', { schedule: 'daily' }, 'five fields'],
    ['eia-connector', { schedule: '0 6 1 * 1' }, "use '*'"],
    ['eia-connector', { frequency: 'monthly' }, 'write it like 2024-01'],
    ['eia-connector', { name: 'Bad Name' }, 'name'],
    ['service-manifests', { image: 'nginx:latest' }, 'not pinned'],
    ['service-manifests', { port: 80 }, 'port'],
    ['service-manifests', { healthPath: '/x\n  y: z' }, 'healthPath'],
    ['grafana-dashboard', { workload: 'a"b' }, 'workload'],
  ])('%s with %j is refused with the cure', async (name, change, cure) => {
    const { status, body } = await dryRun(name, change);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(cure);
  });
});
