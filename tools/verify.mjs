// What is too slow for every `npm test`: whole matrices, and real servers. Each is one task, `npm run verify:<name>`,
// and takes arguments that name a part of it.

import { join } from 'node:path';
import { run } from './foreground.mjs';
import { ensureToolchain, root } from './toolchain.mjs';

/** The slow matrix: every fault on every kind alone, from the API to the mutation. */
export async function verifyInventory(args) {
  const tools = await ensureToolchain();
  const workspace = '@254carbon/backstage-plugin-catalog-backend-module-platform';
  return run(tools.node, [tools.yarn, 'workspace', workspace, 'test', '--watchAll=false', ...args], {
    ...tools.env,
    INVENTORY_MATRIX: 'all',
  });
}

/** Every template over every option, and the tests of every repository that comes of it. */
export async function verifyTemplates(args) {
  const tools = await ensureToolchain();
  const workspace = '@254carbon/backstage-plugin-scaffolder-backend-module-platform';
  const tests = ['src/matrix.test.ts', 'src/hostile.test.ts'];
  return run(
    tools.node,
    [tools.yarn, 'workspace', workspace, 'test', '--watchAll=false', '--testTimeout=120000', ...tests, ...args],
    { ...tools.env, TEMPLATES_MATRIX: 'all' },
  );
}

/** The connectors against real servers, which are fetched once into a folder that git ignores; all suites, or those named. */
export async function verifyServers(args) {
  const tools = await ensureToolchain();
  const runtime = join(root, 'packages', 'connector-runtime');
  const servers = join(root, '.cache', 'servers');
  const fetched = await run(
    tools.node,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', join(runtime, 'src/servers/testFetchMain.ts'), servers, ...args],
    tools.env,
  );
  if (fetched !== 0) return fetched;
  const env = { ...tools.env, CONNECTOR_TEST_SERVERS: servers };
  const test = (workspace, files) =>
    run(tools.node, [tools.yarn, 'workspace', workspace, 'test', '--watchAll=false', '--maxWorkers=1', '--verbose', ...files], env);
  const connectors = args.filter(suite => suite !== 'dolphinscheduler').map(suite => `src/servers/${suite}`);
  const codes = [];
  if (args.length === 0 || connectors.length > 0) {
    codes.push(await test('@254carbon/connector-runtime', connectors.length > 0 ? connectors : ['src/servers']));
  }
  if (args.length === 0 || args.includes('dolphinscheduler')) {
    codes.push(await test('@254carbon/backstage-plugin-platform-node', ['src/dolphin/realControllers']));
  }
  return Math.max(...codes);
}
