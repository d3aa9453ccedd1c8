import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runLogged } from '../runLogged';
import { Toolchain } from '../toolchain';
import { expandTemplate } from './expandTemplate';

/** The release of the stock app: 0.9.2 makes an app of Backstage 1.55.0, the release of this portal. */
export const CREATE_APP = '@backstage/create-app@0.9.2';

/**
 * What the stock app needs to install from a registry that lags behind, and nothing else; the portal has
 * the same entries in its own `package.json` and `.yarnrc.yml`.
 */
export const REGISTRY_RESOLUTIONS = {
  '@backstage/cli-common': '0.3.1',
  got: '11.8.6',
};
const YARN_SETTINGS = `nodeLinker: node-modules
enableScripts: true
enableTelemetry: false
npmMinimalAgeGate: 60d
npmPreapprovedPackages:
  - '@backstage/*'
`;

/** Where the stock app is, and the folder of its production bundle once it is built. */
export interface StockApp {
  tree: string;
  bundle: string;
  logs: string;
}

/** Names of the places inside the work folder. */
export function stockApp(work: string): StockApp {
  return {
    tree: join(work, 'stock'),
    bundle: join(work, 'stock-bundle'),
    logs: join(work, 'logs'),
  };
}

/** The package with the template, fetched by the npm that belongs to the toolchain. */
async function fetchCreateApp(
  work: string,
  { env }: Toolchain,
): Promise<string> {
  const folder = join(work, 'create-app');
  if (existsSync(join(folder, 'package'))) return join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  const log = join(work, 'logs', 'create-app.log');
  await runLogged({
    command: 'npm',
    args: ['pack', CREATE_APP],
    cwd: folder,
    env,
    log,
  });
  const archive = readdirSync(folder).find(name => name.endsWith('.tgz'));
  if (!archive)
    throw new Error(`npm pack ${CREATE_APP} wrote no archive; read ${log}.`);
  await runLogged({
    command: 'tar',
    args: ['-xzf', archive],
    cwd: folder,
    env,
    log,
  });
  return join(folder, 'package');
}

/** The versions that create-app fills in, read from its own code. */
function versionsOf(
  createApp: string,
  { node }: Toolchain,
): Record<string, string> {
  const script = `process.stdout.write(JSON.stringify(require('./dist/lib/versions.cjs.js').packageVersions))`;
  const { status, stdout, stderr } = spawnSync(node, ['-e', script], {
    cwd: createApp,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(
      `The versions of ${CREATE_APP} could not be read: ${stderr.trim()}`,
    );
  return JSON.parse(stdout);
}

function applyRegistryCures(tree: string): void {
  const path = join(tree, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.resolutions = { ...manifest.resolutions, ...REGISTRY_RESOLUTIONS };
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(tree, '.yarnrc.yml'), YARN_SETTINGS);
}

/**
 * Makes the stock app in `<work>/stock` with a lockfile, unless it is there. Nothing of this is timed.
 */
export async function makeStockApp(
  work: string,
  tools: Toolchain,
): Promise<StockApp> {
  const app = stockApp(work);
  const { tree, logs } = app;
  const stamp = join(tree, '.made');
  if (existsSync(stamp)) return app;
  rmSync(tree, { recursive: true, force: true });
  const createApp = await fetchCreateApp(work, tools);
  expandTemplate(join(createApp, 'templates', 'default-app'), tree, {
    name: 'stock',
    defaultBranch: 'main',
    versions: versionsOf(createApp, tools),
  });
  applyRegistryCures(tree);
  writeFileSync(
    join(tree, '.env.yarn'),
    `npm_config_nodedir=${tools.nodeFolder}\n`,
  );
  await runLogged({
    command: tools.node,
    args: [tools.yarn, 'install'],
    cwd: tree,
    // In an automatic build Yarn would refuse to write the first lockfile.
    env: { ...tools.env, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
    log: join(logs, 'stock-first-install.log'),
  });
  writeFileSync(stamp, '');
  return app;
}

/**
 * Builds the stock app in the production form that its Dockerfile documents: the app's bundle served by
 * the built backend. The bundle is unpacked beside the tree, whose packages it uses.
 */
export async function buildStockApp(
  { tree, bundle, logs }: StockApp,
  tools: Toolchain,
): Promise<void> {
  if (existsSync(join(bundle, '.built'))) return;
  const run = (name: string, args: string[]) =>
    runLogged({
      command: tools.node,
      args: [tools.yarn, ...args],
      cwd: tree,
      env: tools.env,
      log: join(logs, `${name}.log`),
    });
  await run('stock-types', ['tsc']);
  await run('stock-build', ['build:backend']);
  rmSync(bundle, { recursive: true, force: true });
  mkdirSync(bundle, { recursive: true });
  for (const archive of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    const path = join(tree, 'packages', 'backend', 'dist', archive);
    await runLogged({
      command: 'tar',
      args: ['-xzf', path],
      cwd: bundle,
      env: tools.env,
      log: join(logs, 'stock-unpack.log'),
    });
  }
  for (const name of [
    'package.json',
    'yarn.lock',
    'backstage.json',
    'app-config.yaml',
    'app-config.production.yaml',
    'examples',
  ]) {
    cpSync(join(tree, name), join(bundle, name), { recursive: true });
  }
  symlinkSync(join(tree, 'node_modules'), join(bundle, 'node_modules'));
  writeFileSync(join(bundle, '.built'), '');
}
