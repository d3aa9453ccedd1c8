import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  dryRun,
  DryRun,
  Scaffolder,
  startScaffolder,
} from './__testUtils__/dryRun';
import {
  defaultValues,
  readFolder,
  readTemplate,
  TEMPLATE_NAMES,
  TEMPLATES,
} from './__fixtures__/templates';

const updating = process.env.UPDATE_GOLDEN === '1';
const BINARY = /^vendor\//;

let backend: Scaffolder;
beforeAll(async () => {
  backend = await startScaffolder();
}, 60_000);
afterAll(() => backend.stop());

/** What a run wrote, without digests of the tarball: they change with every line of the packed code. */
function textsOf({ files }: DryRun): Map<string, string> {
  return new Map(
    [...files]
      .filter(([path]) => !BINARY.test(path))
      .map(([path, content]) => [
        path,
        content
          .toString('utf8')
          .replace(/sha512-[A-Za-z0-9+/=]+/, 'sha512-of-the-tarball')
          .replace(
            /(package-lock\.json: sha256:)[0-9a-f]+/,
            '$1of-the-lockfile',
          ),
      ]),
  );
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

  it('writes what golden/ holds, from the defaults of its form, and leaves no placeholder behind', async () => {
    const run = await dryRun(backend, name);
    expect({ status: run.status, message: run.message }).toEqual({
      status: 200,
      message: '',
    });
    const files = textsOf(run);
    if (updating) {
      await updateGolden(golden, files);
    }
    const expected = [...(await readFolder(golden))].map(([path, content]) => [
      path,
      content.toString('utf8'),
    ]);
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(expected));
    for (const [path, text] of files) {
      const left = text
        .replaceAll(/\$\{\{ (github|steps)\.[\w.]+ \}\}/g, '')
        .match(/\$\{\{|\{%|\bundefined\b|\[object|\/tmp\/(?!connectors)/);
      expect(`${path}: ${left?.[0] ?? 'clean'}`).toBe(`${path}: clean`);
    }
  }, 60_000);

  it('asks at most ten things, each with a default that works', async () => {
    const template = await readTemplate(name);
    const required = template.spec.parameters.flatMap(
      page => page.required ?? [],
    );
    expect(required.length).toBeLessThanOrEqual(10);
    expect(Object.keys(defaultValues(template))).toEqual(
      expect.arrayContaining(required),
    );
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
    const { status, message } = await dryRun(backend, name, change);
    expect(status).toBe(400);
    expect(message).toContain(cure);
  });

  it('every connector is checked before anything is written', async () => {
    for (const name of TEMPLATE_NAMES.filter(one =>
      one.includes('connector'),
    )) {
      const { spec } = await readTemplate(name);
      expect(spec.steps[0].action).toBe('connector:check');
      expect(spec.steps.map(step => step.action)).toEqual(
        expect.arrayContaining([
          'connector:generate',
          'platform:validate',
          'publish:local-git',
          'catalog:register',
        ]),
      );
    }
  });
});
