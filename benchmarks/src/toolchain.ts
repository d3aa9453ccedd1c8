import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Root of the repository: Yarn says it to the scripts it starts; otherwise the parent of this workspace. */
export const repositoryRoot = process.env.PROJECT_CWD ?? dirname(process.cwd());

/** Node, Yarn and the environment that both trees are installed, built and started with. */
export interface Toolchain {
  node: string;
  /** Path of Yarn's script. */
  yarn: string;
  env: NodeJS.ProcessEnv;
  /** Folder with Node's `include/`, which native packages are compiled against. */
  nodeFolder: string;
}

/** Variables that this process got from the Yarn that started it, and that would mislead another tree's. */
const INHERITED =
  /^(npm_|YARN_|PROJECT_CWD$|INIT_CWD$|BERRY_BIN_FOLDER$|NODE_OPTIONS$|NODE_ENV$|LOG_LEVEL$)/;

/**
 * The toolchain that runs this process, so that both sides have the same one.
 *
 * @throws Error when this does not run on Node 22, or `tools/toolchain.mjs` has not fetched Yarn 4
 */
export function currentToolchain(): Toolchain {
  const yarn = join(
    repositoryRoot,
    '.toolchain',
    'node_modules',
    '@yarnpkg',
    'cli-dist',
    'bin',
    'yarn.js',
  );
  if (!existsSync(yarn) || !process.version.startsWith('v22.')) {
    throw new Error(
      'The benchmarks need the Node 22 and Yarn 4 of the repository; start them with `npm run bench`.',
    );
  }
  const nodeFolder = dirname(dirname(process.execPath));
  const own = Object.entries(process.env).filter(
    ([name]) => !INHERITED.test(name),
  );
  return {
    node: process.execPath,
    yarn,
    nodeFolder,
    env: {
      ...Object.fromEntries(own),
      PATH: `${join(nodeFolder, 'bin')}:${process.env.PATH ?? ''}`,
      npm_config_nodedir: nodeFolder,
      YARN_ENABLE_TELEMETRY: '0',
      // The template carries its own Yarn; both sides use the one above.
      YARN_IGNORE_PATH: '1',
    },
  };
}
