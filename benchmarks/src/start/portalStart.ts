import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PortalCopy } from '../portalCopy';
import type { Toolchain } from '../toolchain';
import type { App, Started } from './measureStart';

/** What `npm start` is made of, as far as it is used here; see `run.mjs`, `appBundle.mjs` and `compiledSources.mjs` in `tools`. */
interface StartedProcess {
  child: ChildProcess;
  log: string;
}
interface PortalTools {
  Processes: new () => {
    start(options: { name: string }): StartedProcess;
    end(): Promise<void>;
  };
  freePort(): Promise<number>;
  startDemoPlatform(options: object): Promise<object>;
  writeDemoConfig(options: object): string;
  startPortal(options: object): Promise<string>;
  ensureAppBundle(options: object): Promise<void>;
  ensureCompiledSources(options: object): Promise<unknown>;
}

/** Node's own import: compiled code would otherwise call `require`, which these modules are not for. */
async function importTools({ tree }: PortalCopy): Promise<PortalTools> {
  const load = (name: string): Promise<Partial<PortalTools>> =>
    import(pathToFileURL(join(tree, 'tools', name)).href);
  const merged: Partial<PortalTools> = {
    ...(await load('run.mjs')),
    ...(await load('appBundle.mjs')),
    ...(await load('compiledSources.mjs')),
  };
  return merged as PortalTools;
}

/** Builds the app's bundle and compiles the server, as `npm start` does before it starts. Not timed. */
export async function buildPortal(
  copy: PortalCopy,
  tools: Toolchain,
): Promise<void> {
  const { ensureAppBundle, ensureCompiledSources } = await importTools(copy);
  await ensureAppBundle({ tools, data: copy.logs });
  await ensureCompiledSources({ tools });
}

/** The portal, started as `npm start` does once everything is fetched and built. */
export function portalSide(copy: PortalCopy, tools: Toolchain): App {
  return {
    side: 'portal',
    button: /^Enter as /,
    async start(data): Promise<Started> {
      const run = await importTools(copy);
      mkdirSync(data, { recursive: true });
      // Also the folder in which the tools expect to write.
      process.env.PORTAL_DATA = data;
      const processes = new run.Processes();
      try {
        const beforePlatform = performance.now();
        const seen = watchStarts(processes);
        const platform = await run.startDemoPlatform({
          tools,
          processes,
          data,
        });
        const startMs = performance.now() - beforePlatform;
        const port = await run.freePort();
        const config = run.writeDemoConfig({ platform, data, port });
        let reason: string | undefined;
        const starting = run.startPortal({
          tools,
          processes,
          data,
          port,
          config,
        });
        starting.catch((cause: Error) => {
          reason = cause.message;
        });
        // A start that fails before it spawns anything must not be waited for.
        const backend = await Promise.race([
          seen.untilSpawned('portal'),
          starting.then(() => seen.untilSpawned('portal')),
        ]);
        const simulator = await seen.untilSpawned('demo platform');
        return {
          url: `http://localhost:${port}`,
          pid: backend.pid,
          spawnedAt: backend.at,
          ended: () => reason ?? seen.ended(),
          platform: { startMs, pid: simulator.pid },
          stop: () => processes.end(),
        };
      } catch (error) {
        await processes.end();
        throw error;
      }
    },
  };
}

/** When a process was spawned, by the monotonic clock, and its id. */
interface Spawned {
  pid: number;
  at: number;
}

/** Notes what is spawned and when, by name: the tools still look around before they spawn. */
function watchStarts(processes: InstanceType<PortalTools['Processes']>) {
  const started = new Map<string, StartedProcess & Partial<Spawned>>();
  const waiting = new Map<string, (spawned: Spawned) => void>();
  const start = processes.start.bind(processes);
  processes.start = options => {
    const at = performance.now();
    const result = start(options);
    const { pid } = result.child;
    started.set(options.name, { ...result, pid, at });
    if (pid !== undefined) waiting.get(options.name)?.({ pid, at });
    return result;
  };
  return {
    untilSpawned(name: string): Promise<Spawned> {
      const { pid, at } = started.get(name) ?? {};
      if (pid !== undefined && at !== undefined)
        return Promise.resolve({ pid, at });
      return new Promise(resolve => waiting.set(name, resolve));
    },
    ended(): string | undefined {
      const gone = [...started].find(
        ([, { child }]) => child.exitCode !== null || child.signalCode !== null,
      );
      return (
        gone && `The ${gone[0]} ended; read ${gone[1].log} for the reason.`
      );
    },
  };
}
