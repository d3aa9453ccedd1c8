/**
 * The workers: a SHELL or K8S task that says which repository it is from (`CONNECTOR_REPOSITORY`) is run as a child process in an empty
 * environment, with the addresses of the simulated platform and nothing else that it could connect to. Its output is its log, its exit code its
 * state.
 */
import { runNode } from '@254carbon/repository-runner';
import type { Json } from '../server/records';
import type { TaskJob, TaskRunner } from '../server/Masters';
import { Checkouts, type Checkout } from './Checkouts';
import { fillParameters } from './fillParameters';
import { placeIn } from './placeIn';
import { readCommands, type Command } from './readCommands';
import { readSettings } from './readSettings';

/** Parameter of a task that names its repository. */
const REPOSITORY = 'CONNECTOR_REPOSITORY';
const MINUTE_MS = 60_000;
const LONGEST_MS = 10 * MINUTE_MS;
const MEMORY_MB = 512;
const LOG_BYTES = 256 * 1024;
const LONGEST_LINE = 2_000;

/** What the workers need to know of the platform. */
export interface WorkerOptions {
  /** Folders `node_modules` whose packages stand in for those of an image. */
  modules: readonly string[];
  /** What every pod of the platform finds in its environment: addresses, and credentials of the simulated stores. */
  environment: () => Readonly<Record<string, string>>;
  /** Where real hosts are simulated, as `http://127.0.0.1:<port>/<host>`. */
  hosts: () => Readonly<Record<string, string>>;
}

function parametersOf(job: TaskJob, time: number): Record<string, string> {
  const { instance, task } = job;
  const listed = [
    ...(JSON.parse(instance.version.globalParams || '[]') as Json[]),
    ...((task.taskParams.localParams ?? []) as Json[]),
  ];
  const values: Record<string, string> = {};
  for (const { prop, value } of listed) {
    values[String(prop)] = fillParameters(String(value ?? ''), {
      time,
      values,
    });
  }
  return { ...values, ...instance.startParams };
}

/** The simulated address of the first host in the sources that is simulated, with the path that stands behind it. */
function findBaseUrl(
  sources: string,
  hosts: Readonly<Record<string, string>>,
): string | undefined {
  for (const [, host, path] of sources.matchAll(
    /https?:\/\/([a-z0-9.-]+)((?:\/[\w.~-]+)*)/gi,
  )) {
    if (Object.hasOwn(hosts, host)) return `${hosts[host]}${path}`;
  }
  return undefined;
}

function addressesOf(environment: Readonly<Record<string, string>>): string[] {
  return Object.values(environment).flatMap(value => {
    const match =
      /^(?:https?|wss?|tcp):\/\/(127\.0\.0\.1|localhost)(?::(\d+))?/.exec(
        value,
      );
    return match ? [`127.0.0.1:${match[2] ?? '80'}`] : [];
  });
}

function limitOf({ timeoutFlag, timeout }: Json): number {
  const told =
    timeoutFlag === 'OPEN' ? Number(timeout) * MINUTE_MS : LONGEST_MS;
  return Math.min(told > 0 ? told : LONGEST_MS, LONGEST_MS);
}

class Workers implements TaskRunner {
  readonly #options: WorkerOptions;
  readonly #checkouts: Checkouts;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#checkouts = new Checkouts(options.modules);
  }

  start(job: TaskJob) {
    if (!['SHELL', 'K8S'].includes(job.task.taskType)) return undefined;
    const time = job.instance.scheduleTime ?? job.instance.startTime;
    const parameters = parametersOf(job, time);
    const url = parameters[REPOSITORY];
    if (!url) return undefined;
    const ending = new AbortController();
    return {
      done: this.#run(job, { url, parameters, time, signal: ending.signal }),
      stop: () => ending.abort(),
    };
  }

  close(): Promise<void> {
    return this.#checkouts.close();
  }

  async #run(
    job: TaskJob,
    told: {
      url: string;
      parameters: Record<string, string>;
      time: number;
      signal: AbortSignal;
    },
  ): Promise<boolean> {
    job.log(`image of ${told.url}`);
    const checkout = await this.#checkouts.open(told.url);
    job.log(
      `commit ${checkout.commit}, packages ${
        checkout.packages.join(', ') || 'none'
      }`,
    );
    const script = String(job.task.taskParams.rawScript ?? '');
    const settings = await readSettings(script, checkout.folder);
    const parameters = { ...settings, ...told.parameters };
    const environment = await this.#environmentOf(checkout, parameters);
    const task = {
      ...job.task,
      taskParams: Object.fromEntries(
        Object.entries(job.task.taskParams).map(([name, value]) => [
          name,
          typeof value === 'string'
            ? fillParameters(value, {
                time: told.time,
                values: { ...parameters, ...environment },
              })
            : value,
        ]),
      ),
    };
    const commands = readCommands(task, checkout, environment);
    if (commands.length === 0) job.log('there is nothing to run');
    for (const command of commands) {
      if (
        !(await this.#runOne(job, { command, checkout, signal: told.signal }))
      )
        return false;
    }
    return commands.length > 0;
  }

  async #environmentOf(checkout: Checkout, parameters: Record<string, string>) {
    const baseUrl = findBaseUrl(
      await Checkouts.readSources(checkout),
      this.#options.hosts(),
    );
    return {
      CONNECTOR_HOME: checkout.folder,
      CONNECTOR_DATA: checkout.data,
      ...(baseUrl
        ? { CONNECTOR_BASE_URL: baseUrl, CONNECTOR_KEYLESS: '1' }
        : {}),
      ...placeIn(this.#options.environment(), {
        parameters,
        packages: checkout.packages,
      }),
    };
  }

  async #runOne(
    job: TaskJob,
    told: { command: Command; checkout: Checkout; signal: AbortSignal },
  ): Promise<boolean> {
    const { command, checkout, signal } = told;
    if ('refused' in command) {
      job.log(command.refused);
      return false;
    }
    job.log(`node ${command.args.join(' ')}`);
    const lines = lineReader(line =>
      job.log(`-> ${line.slice(0, LONGEST_LINE)}`),
    );
    const result = await runNode({
      cwd: checkout.folder,
      cwdIsFixed: true,
      args: command.args,
      env: command.environment,
      write: [checkout.data],
      connect: addressesOf(command.environment),
      limits: {
        timeoutMs: limitOf(job.task),
        memoryMb: MEMORY_MB,
        outputBytes: LOG_BYTES,
      },
      onOutput: lines.take,
      signal,
    });
    lines.end();
    if (result.isCut) job.log(`the output was cut after ${LOG_BYTES} bytes`);
    for (const refused of result.refused) job.log(`refused: ${refused}`);
    job.log(
      result.stopped
        ? `stopped: ${result.stopped}`
        : `exit code ${result.exitCode ?? 'none'} after ${
            result.durationMs
          } ms`,
    );
    return result.exitCode === 0;
  }
}

function lineReader(onLine: (line: string) => void) {
  let rest = '';
  return {
    take: (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    },
    end: () => {
      if (rest) onLine(rest);
    },
  };
}

/** Makes the workers; `close` removes what they cloned. */
export function createWorkers(
  options: WorkerOptions,
): TaskRunner & { close(): Promise<void> } {
  return new Workers(options);
}
