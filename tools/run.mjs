// Processes: the demo platform and the portal, started in order, watched, and ended together.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { reasonIn } from './reasonIn.mjs';
import { during, Failure, say } from './say.mjs';
import { ensureCompiledSources } from './compiledSources.mjs';
import { configArguments } from './demoConfig.mjs';
import { root } from './toolchain.mjs';

export { configArguments, writeDemoConfig } from './demoConfig.mjs';

/** Compiles in the process and tells Node's watch mode what was read; `dev` only. */
const TRANSFORM = ['--require', '@backstage/cli/config/nodeTransform.cjs'];
/** What the server's process is given by its environment. */
export const SERVER_ENV = {
  // Each malloc arena keeps what it once had; a process that mostly waits does not need one per thread.
  MALLOC_ARENA_MAX: '2',
  // What V8 made of the modules at one start, the next start need not make again.
  NODE_COMPILE_CACHE: join(root, '.toolchain', 'compile-cache'),
};
const END_WITH_PARENT = ['--require', join(root, 'tools', 'endWithParent.cjs')];

function whyNotFree(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/**
 * Why a port of the loopback addresses cannot be listened on: an error code, or `undefined` when it can.
 * Browsers may take `localhost` for either address, so a program on the other one counts too.
 */
export async function portObstacle(port) {
  const other = await whyNotFree(port, '::1');
  return (await whyNotFree(port, '127.0.0.1')) ?? (other === 'EADDRINUSE' ? other : undefined);
}

/** Whether a port of the loopback addresses is free. */
export async function portIsFree(port) {
  return (await portObstacle(port)) === undefined;
}

/** A free port, as the operating system gives it. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Everything that was started, in order; ending it ends the newest first. Children are given an open
 * standard input, so that they notice when this process is killed without a chance to end them.
 */
export class Processes {
  #children = [];
  #ending = false;

  /** Called with the name and log of a process that ended although nobody asked it to. */
  onUnexpectedEnd = () => {};

  start({ name, command, args, env, log, cwd = root }) {
    const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
    // What is written to a process that has just ended is lost, and that is all.
    child.stdin.on('error', () => {});
    const file = createWriteStream(log);
    file.on('error', cause => {
      this.onUnexpectedEnd({ name, log, how: `its log cannot be written: ${cause.message}` });
    });
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    const ended = new Promise(resolve => {
      child.once('exit', (code, signal) => {
        const how = signal ? `it was ended by ${signal}` : undefined;
        if (!this.#ending) this.onUnexpectedEnd({ name, log, how });
        resolve(code ?? signal);
      });
      child.once('error', error => resolve(error.code));
    });
    const started = { name, child, log, ended };
    this.#children.push(started);
    return started;
  }

  async end() {
    this.#ending = true;
    for (const { child, ended } of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(killer);
    }
    this.#children = [];
  }
}

/** Waits until `look` gives something, or a process has ended; looks again every 150 ms. */
async function until(look, started) {
  let code;
  started.ended.then(value => {
    code = value;
  });
  for (;;) {
    const found = await look();
    if (found) return found;
    if (code !== undefined) {
      const { sentence, isTold } = reasonIn(started.log);
      throw new Failure(isTold ? sentence : `The ${started.name} ended while starting: ${sentence}`, {
        log: isTold ? undefined : started.log,
      });
    }
    await new Promise(resolve => setTimeout(resolve, 150));
  }
}

/** Starts the demo platform and gives what it wrote when it was ready: addresses and tokens. */
export async function startDemoPlatform({ tools, processes, data }) {
  const readyFile = join(data, 'demo-platform.json');
  rmSync(readyFile, { force: true });
  const started = processes.start({
    name: 'demo platform',
    command: tools.node,
    args: [
      ...(await ensureCompiledSources({ tools })),
      join(root, 'packages', 'platform-simulator', 'src', 'main.ts'),
      '--ready-file',
      readyFile,
      '--kubeconfig',
      join(data, 'kubeconfig'),
      '--exit-with-parent',
    ],
    env: tools.env,
    log: join(data, 'demo-platform.log'),
  });
  return during('Starting the demo platform', () =>
    until(() => {
      try {
        return JSON.parse(readFileSync(readyFile, 'utf8'));
      } catch {
        return undefined;
      }
    }, started),
  );
}

/** How long a portal that answers may still lack something; a broken file in `catalog/` must not hold it up. */
const LACKING_MS = 45_000;

/**
 * What a person would miss who opened a page now, if anything: the app, their account (which needs its user
 * in the catalog), the files that the catalog is configured with. Without role accounts only the first is asked.
 */
async function findLacking(base, account) {
  const page = await fetch(`${base}/`);
  if (!page.ok) return 'the app is not served';
  if (!account) return undefined;
  const session = await fetch(`${base}/api/auth/role/refresh`, { headers: { 'x-portal-role': account } });
  if (!session.ok) return `nobody can sign in as ${account}, because the catalog does not have its user`;
  const { token } = (await session.json()).backstageIdentity;
  const templates = await fetch(`${base}/api/catalog/entities/by-query?limit=0&filter=kind=template`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const found = templates.ok && (await templates.json()).totalItems > 0;
  return found ? undefined : 'the catalog has no template';
}

/** Starts the portal's backend and waits until a page can be used. */
export async function startPortal({ tools, processes, data, port, config, account, watch = false }) {
  const load = watch ? TRANSFORM : await ensureCompiledSources({ tools });
  const started = processes.start({
    name: 'portal',
    command: tools.node,
    args: [
      ...(watch ? ['--watch', '--watch-preserve-output'] : []),
      ...END_WITH_PARENT,
      ...load,
      join(root, 'packages', 'backend', 'src', 'index.ts'),
      ...configArguments(config),
    ],
    // In development mode every refusal carries a stack with paths of this machine; only `dev` wants that.
    env: { ...(watch ? { NODE_ENV: 'development' } : {}), ...SERVER_ENV, ...tools.env },
    log: join(data, 'portal.log'),
  });
  const base = `http://127.0.0.1:${port}`;
  let answeredAt;
  let lacking;
  await during('Starting the portal', () =>
    until(async () => {
      try {
        const ready = await fetch(`${base}/.backstage/health/v1/readiness`);
        if (!ready.ok) return false;
        answeredAt ??= Date.now();
        lacking = watch ? undefined : await findLacking(base, account);
        return !lacking || Date.now() - answeredAt > LACKING_MS;
      } catch {
        return false;
      }
    }, started),
  );
  if (lacking) say(`The portal answers, but ${lacking} yet. On a busy machine that changes by itself; where it does not, see ${started.log}`);
  return `http://localhost:${port}`;
}
