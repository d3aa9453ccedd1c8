// What is too slow for every `npm test`: whole matrices, and real servers. Each is one task, `npm run verify:<name>`,
// and takes arguments that name a part of it. Each case is told as it ends, and the last line counts them all.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './ending.mjs';
import { run } from './foreground.mjs';
import { Failure, say } from './say.mjs';
import { ensureToolchain, root } from './toolchain.mjs';

const REPORTER = join(root, 'tools', 'progressReporter.cjs');

/**
 * Takes `--only <text>` out of the arguments, which may be there more than once: only cases whose names hold one of the texts are run.
 * It gives the other arguments, and what Jest has to be told.
 */
export function readOnly(args) {
  const rest = [];
  const texts = [];
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] !== '--only') rest.push(args[at]);
    else {
      at += 1;
      if (!args[at]) throw new Failure('Name what to run after --only, such as --only eia-connector.');
      texts.push(args[at]);
    }
  }
  const pattern = texts.map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return { rest, named: texts.length > 0 ? ['--testNamePattern', pattern] : [] };
}

/** Runs suites of workspaces one after the other, whatever becomes of one, and adds up what they counted. */
async function runSuites(task, tools, suites) {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const total = { passed: 0, failed: 0, leftOut: 0, notRun: 0 };
  let worst = 0;
  for (const [index, { workspace, args, env }] of suites.entries()) {
    const counts = join(folder, `${index}.json`);
    const code = await run(
      tools.node,
      [tools.yarn, 'workspace', workspace, 'test', '--watchAll=false', `--reporters=${REPORTER}`, ...args],
      { ...tools.env, ...env, VERIFY_COUNTS: counts },
    );
    worst = Math.max(worst, code);
    try {
      const told = JSON.parse(readFileSync(counts, 'utf8'));
      for (const key of Object.keys(total)) total[key] += told[key];
    } catch {
      say(`The suite of ${workspace} ended before it could count.`);
      worst = Math.max(worst, 1);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const { passed, failed, notRun } = total;
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  say(`npm run ${task}: ${passed} passed, ${failed} failed, ${notRun} not run, in ${minutes} min`);
  return worst;
}


/** The slow matrix: every fault on every kind alone, from the API to the mutation. */
export async function verifyInventory(args) {
  const tools = await ensureToolchain();
  const workspace = '@254carbon/backstage-plugin-catalog-backend-module-platform';
  return run(tools.node, [tools.yarn, 'workspace', workspace, 'test', '--watchAll=false', ...args], {
    ...tools.env,
    INVENTORY_MATRIX: 'all',
  });
}

/**
 * Every template over every option, and the tests of every repository that comes of it; hostile values in every field of every form, by a dry run and
 * by the task API. `--only <text>` takes the cases that hold a text.
 */
export async function verifyTemplates(args) {
  const tools = await ensureToolchain();
  const { rest, named } = readOnly(args);
  const env = { TEMPLATES_MATRIX: 'all' };
  const common = ['--testTimeout=120000', ...named, ...rest];
  return runSuites('verify:templates', tools, [
    {
      workspace: '@254carbon/backstage-plugin-scaffolder-backend-module-platform',
      args: ['--maxWorkers=2', 'src/matrix.test.ts', 'src/hostile.test.ts', ...common],
      env,
    },
    {
      workspace: '@254carbon/backstage-plugin-data-sources-backend',
      args: ['--runInBand', 'src/hostileTasks.test.ts', ...common],
      env,
    },
  ]);
}

/** The suites of the connectors that need real servers, in the order in which they run. */
const CONNECTOR_SUITES = ['kafka', 'iceberg', 'trino'];

/**
 * The connectors against real servers, which are fetched once into a folder that git ignores; all suites, or those named, and of them with
 * `--only <text>` the cases that hold a text.
 */
export async function verifyServers(args) {
  const tools = await ensureToolchain();
  const { rest: suites, named } = readOnly(args);
  const runtime = join(root, 'packages', 'connector-runtime');
  const servers = join(root, '.cache', 'servers');
  const fetched = await run(
    tools.node,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', join(runtime, 'src/servers/testFetchMain.ts'), servers, ...suites],
    tools.env,
  );
  if (fetched !== 0) return fetched;
  const env = { CONNECTOR_TEST_SERVERS: servers };
  const wanted = suites.length > 0 ? suites : [...CONNECTOR_SUITES, 'dolphinscheduler'];
  // One at a time: each starts servers that want the memory for themselves.
  return runSuites(
    'verify:servers',
    tools,
    wanted.map(suite =>
      suite === 'dolphinscheduler'
        ? {
            workspace: '@254carbon/backstage-plugin-platform-node',
            args: ['--runInBand', 'src/dolphin/realControllers', ...named],
            env,
          }
        : {
            workspace: '@254carbon/connector-runtime',
            args: ['--runInBand', `src/servers/${suite}.test.ts`, ...named],
            env,
          },
    ),
  );
}
