/**
 * Calls between the harness and its child processes. Each side of a comparison, and the platform that they
 * look at, is a process of its own, so that processor time and memory belong to one of them alone; what
 * they are asked goes over Node's own channel, which costs neither of them a socket.
 */
import { fork } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';

/** What a process can be asked: by name, what goes in and what comes back. */
export type Calls = Record<string, { params: unknown; result: unknown }>;

/** The answers of a process. */
export type Answers<C extends Calls> = {
  [M in keyof C]: (
    params: C[M]['params'],
  ) => C[M]['result'] | Promise<C[M]['result']>;
};

interface Question {
  id: number;
  method: string;
  params: unknown;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** A child process that answers. */
export interface Child<C extends Calls> {
  readonly pid: number;
  /** @throws Error with the child's words when it fails, or with the path of its log when it has ended */
  call<M extends keyof C & string>(
    method: M,
    params: C[M]['params'],
  ): Promise<C[M]['result']>;
  end(): Promise<void>;
}

/** Answers the parent's questions until the channel closes; then the process ends. */
export function answerCalls<C extends Calls>(answers: Answers<C>): void {
  const answer = async ({ id, method, params }: Question) => {
    try {
      process.send?.({ id, result: await answers[method](params) });
    } catch (error) {
      const { stack, message } = error as Error;
      process.send?.({ id, error: stack ?? message });
    }
  };
  process.on('message', question => void answer(question as Question));
  process.once('disconnect', () => process.exit(0));
}

/** Waits for the answers of a child, by the number of the question. */
function createWaiting(log: string) {
  const waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void }
  >();
  return {
    add: (id: number) =>
      new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      }),
    take({ id, result, error }: Answer) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new Error(error));
    },
    giveUp() {
      for (const { reject } of waiting.values())
        reject(new Error(`A measured process ended; read ${log}.`));
      waiting.clear();
    },
  };
}

/** Children that have not been ended. */
const running = new Set<{ end(): Promise<void> }>();

/** Ends every child that is still there: after a failure nobody else would. */
export async function endChildren(): Promise<void> {
  await Promise.all([...running].map(child => child.end()));
}

/**
 * Starts a TypeScript file as a child with a channel.
 *
 * @param options - `log` gets all that it writes; `args` follow the script, `execArgs` are Node's own
 */
export function startChild<C extends Calls>(
  script: string,
  options: {
    log: string;
    args?: string[];
    execArgs?: readonly string[];
    env?: NodeJS.ProcessEnv;
  },
): Child<C> {
  const { log, args = [], execArgs = [], env } = options;
  mkdirSync(dirname(log), { recursive: true });
  const child = fork(script, args, {
    execArgv: [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      ...execArgs,
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    // What is logged about every request is not what is measured.
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
  });
  const written = createWriteStream(log);
  child.stdout?.pipe(written, { end: false });
  child.stderr?.pipe(written, { end: false });
  const waiting = createWaiting(log);
  child.on('message', answer => waiting.take(answer as Answer));
  child.once('exit', waiting.giveUp);
  let asked = 0;
  const started: Child<C> = {
    pid: child.pid ?? 0,
    call(method, params) {
      asked += 1;
      const answer = waiting.add(asked);
      if (child.connected) child.send({ id: asked, method, params });
      else waiting.giveUp();
      return answer;
    },
    async end() {
      running.delete(started);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      await ended;
    },
  };
  running.add(started);
  return started;
}
