import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot, Toolchain } from '../toolchain';

/** Arguments of Node and variables with which a process of the portal is run. */
export interface ServerRun {
  execArgs: readonly string[];
  env: NodeJS.ProcessEnv;
}

interface ServerTools {
  ensureCompiledSources(options: { tools: Toolchain }): Promise<string[]>;
  SERVER_ENV: NodeJS.ProcessEnv;
}

/**
 * How `npm start` runs the server, so that what is measured is what people run: from compiled files, which are made
 * here when there are none of these sources, as the peer is from those that it is published as. What is the harness's
 * own is compiled in the process, on both sides.
 */
export async function describeServerRun(tools: Toolchain): Promise<ServerRun> {
  const load = (name: string): Promise<Partial<ServerTools>> =>
    import(pathToFileURL(join(repositoryRoot, 'tools', name)).href);
  const { ensureCompiledSources, SERVER_ENV } = {
    ...(await load('compiledSources.mjs')),
    ...(await load('run.mjs')),
  } as ServerTools;
  const execArgs = await ensureCompiledSources({ tools });
  return { execArgs, env: SERVER_ENV };
}
