import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PortalCopy } from '../portalCopy';
import type { Toolchain } from '../toolchain';
import type { App, Started } from './measureStart';

/** What `npm start` is made of, as far as it is used here; see `tools/run.mjs` and `tools/appBundle.mjs`. */
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
}

/** Node's own import: compiled code would otherwise call `require`, which these modules are not for. */
async function importTools({ tree }: PortalCopy): Promise<PortalTools> {
  const load = (name: string): Promise<Partial<PortalTools>> =>
    import(pathToFileURL(join(tree, 'tools', name)).href);
  const merged: Partial<PortalTools> = {
    ...(await load('run.mjs')),
    ...(await load('appBundle.mjs')),
  };
  return merged as PortalTools;
}

/** Builds the portal's production bundle of the app, as `npm start` does. Not timed. */
export async function buildPortal(
  copy: PortalCopy,
  tools: Toolchain,
): Promise<void> {
  const { ensureAppBundle } = await importTools(copy);
  await ensureAppBundle({ tools, data: copy.logs });
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
        const spawnedAt = performance.now();
        let reason: string | undefined;
        run
          .startPortal({ tools, processes, data, port, config })
          .catch((cause: Error) => {
            reason = cause.message;
          });
        return {
          url: `http://localhost:${port}`,
          pid: seen.pid('portal'),
          spawnedAt,
          ended: () => reason ?? seen.ended(),
          platform: { startMs, pid: seen.pid('demo platform') },
          stop: () => processes.end(),
        };
      } catch (error) {
        await processes.end();
        throw error;
      }
    },
  };
}

/** Notes what is started, by name. */
function watchStarts(processes: InstanceType<PortalTools['Processes']>) {
  const started = new Map<string, StartedProcess>();
  const start = processes.start.bind(processes);
  processes.start = options => {
    const result = start(options);
    started.set(options.name, result);
    return result;
  };
  return {
    pid(name: string): number {
      const pid = started.get(name)?.child.pid;
      if (pid === undefined)
        throw new Error(
          `The ${name} was not started; read the logs in the work folder.`,
        );
      return pid;
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
