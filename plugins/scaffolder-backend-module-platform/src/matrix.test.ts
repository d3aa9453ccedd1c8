/*
 * Every template over its options, rendered by Backstage's own engine: what is written parses, is taken by everything that would read it, keeps every
 * rule of readiness that files can keep, and its own tests pass. `npm test` takes every option of every template alone, the common options on two, and runs the tests of a sample of
 * repositories; `TEMPLATES_MATRIX=all` (npm run verify:templates) takes everything.
 */
import { findModules, installOffline } from '@254carbon/repository-runner';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CASES, SAMPLE, TAKES_ALL } from './__fixtures__/cases';
import { UNKNOWN_IN_FILES } from './__fixtures__/unknownInFiles';
import { dryRun, Scaffolder, startScaffolder } from './__testUtils__/dryRun';
import { judgeReadiness } from './__testUtils__/judgeReadiness';
import { judgeRepository, Repository } from './__testUtils__/judgeRepository';

const run = promisify(execFile);

let backend: Scaffolder;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matrix-'));
  backend = await startScaffolder();
}, 60_000);
afterAll(async () => {
  await backend.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Rules that pass for any pipeline; fewer means that nothing was looked at. */
const FEWEST_PASSED = 15;

/** At least six tests, and none that fails. */
const ALL_PASS = /^# pass ([6-9]|\d\d+)\n# fail 0$/m;

let count = 0;

async function write(files: Repository): Promise<string> {
  count += 1;
  const place = join(folder, String(count));
  for (const [path, content] of files) {
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), content);
  }
  return place;
}

/** The repository's own tests, with the portal's packages instead of a registry's. */
async function prove(files: Repository): Promise<string> {
  const repository = await write(files);
  await installOffline({ repository, modules: findModules(__dirname) });
  const { stdout } = await run(
    process.execPath,
    ['--test', '--experimental-test-isolation=none', '--test-reporter=tap'],
    { cwd: repository, env: { PATH: process.env.PATH, TZ: 'UTC' } },
  ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  await rm(repository, { recursive: true, force: true });
  return stdout;
}

describe('what every option makes', () => {
  it.each([...CASES])(
    '%s with %j is taken by everything that would read it',
    async (name, change) => {
      const { status, message, files } = await dryRun(backend, name, change);
      expect({ status, message }).toEqual({ status: 200, message: '' });
      expect(await judgeRepository(files)).toEqual([]);
      const { passed, failed, unknown } = await judgeReadiness(files);
      expect(failed).toEqual([]);
      expect(unknown.filter(rule => !(rule in UNKNOWN_IN_FILES))).toEqual([]);
      expect(passed).toBeGreaterThanOrEqual(FEWEST_PASSED);
      const isProved =
        change.runtime !== 'registry' &&
        (TAKES_ALL ||
          (SAMPLE.includes(name) && Object.keys(change).length === 0));
      const told = isProved ? await prove(files) : 'not run here';
      expect(told).toMatch(isProved ? ALL_PASS : /not run here/);
    },
    60_000,
  );
});

it('the same form makes the same bytes', async () => {
  const [first, second] = [
    await dryRun(backend, 'eia-connector'),
    await dryRun(backend, 'eia-connector'),
  ];
  expect([...second.files]).toEqual([...first.files]);
});
