// The only entry: `node tools/portal.mjs <task> [-- arguments]`, behind every `npm run`.
// It needs nothing but Node 18, so that it can fetch the rest and say what is wrong in one sentence.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureAppBundle } from './appBundle.mjs';
import { claimDataFolder, emptyDataFolder, prepareDataFolder } from './dataFolder.mjs';
import { endAll } from './ending.mjs';
import { run } from './foreground.mjs';
import { reasonIn } from './reasonIn.mjs';
import {
  configArguments,
  freePort,
  portIsFree,
  portObstacle,
  Processes,
  startDemoPlatform,
  startPortal,
  writeDemoConfig,
} from './run.mjs';
import { endLine, Failure, say, speakBesideOutput } from './say.mjs';
import { runTests } from './test.mjs';
import { ensureToolchain, root } from './toolchain.mjs';
import { verifyInventory, verifyServers, verifyTemplates } from './verify.mjs';

const processes = new Processes();

async function requestedPort(fallback = 7007) {
  const port = Number(process.env.PORTAL_PORT ?? fallback);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`PORTAL_PORT is '${process.env.PORTAL_PORT}'; set it to a number from 1 to 65535.`);
  }
  const obstacle = await portObstacle(port);
  if (obstacle === 'EACCES') {
    throw new Failure(`Port ${port} may not be used by you; choose one above 1023: PORTAL_PORT=${fallback} npm start.`);
  }
  if (obstacle) {
    throw new Failure(
      `Port ${port} is taken by another program; end that program, or choose another port: PORTAL_PORT=${port < 65535 ? port + 1 : fallback} npm start.`,
    );
  }
  return port;
}

async function prepareDemo({ tools, data, port, appUrl }) {
  const own = process.env.PORTAL_DEMO === 'off';
  const platform = own ? undefined : await startDemoPlatform({ tools, processes, data });
  stopWithAny({ except: 'portal' });
  return { platform, config: writeDemoConfig({ platform, data, port, appUrl }) };
}

/** Ends everything when one process ends by itself; who waits for the one excepted tells why it did. */
function stopWithAny({ except } = {}) {
  let stopping = false;
  processes.onUnexpectedEnd = async ({ name, log, how }) => {
    if (stopping || name === except) return;
    stopping = true;
    endLine();
    say(`The ${name} ended unexpectedly, so everything ends: ${how ?? reasonIn(log).sentence}`);
    say(`Its log: ${log}`);
    await processes.end();
    process.exit(1);
  };
}

/** The folder, claimed for this process, and the port, both checked before anything takes time. */
async function claimPlace() {
  const data = prepareDataFolder();
  await claimDataFolder(data);
  return { data, port: await requestedPort() };
}

async function start() {
  const { data, port } = await claimPlace();
  const tools = await ensureToolchain();
  await ensureAppBundle({ tools, data });
  const { platform, config } = await prepareDemo({ tools, data, port });
  const url = await startPortal({ tools, processes, data, port, config, account: platform && 'operator' });
  if (platform) {
    say(`The demo platform answers kubectl: KUBECONFIG=${join(data, 'kubeconfig')} kubectl get pods -A`);
    say(`Its scenarios: curl ${platform.control.url}/scenarios`);
  }
  say(`The portal is ready: ${url}   (Ctrl-C ends it)`);
  stopWithAny();
}

async function dev() {
  const { data, port } = await claimPlace();
  const tools = await ensureToolchain();
  const appPort = (await portIsFree(3000)) ? 3000 : await freePort();
  const appUrl = `http://localhost:${appPort}`;
  const { config } = await prepareDemo({ tools, data, port, appUrl });
  await startPortal({ tools, processes, data, port, config, watch: true });
  const app = processes.start({
    name: 'app',
    command: tools.node,
    args: [tools.yarn, 'workspace', 'app', 'start', ...configArguments(config)],
    env: tools.env,
    log: join(data, 'app-dev.log'),
  });
  app.child.stdout.pipe(process.stdout);
  app.child.stderr.pipe(process.stderr);
  say(`The portal reloads as you edit: ${appUrl}   (Ctrl-C ends it)`);
  stopWithAny();
}

async function reset() {
  const { data, existed, left } = await emptyDataFolder();
  say(existed ? `Emptied ${data}.` : `Nothing to empty: ${data} does not exist.`);
  if (left.length > 0) say(`Left what the portal did not write: ${left.join(', ')}.`);
}

async function yarn(args) {
  const tools = await ensureToolchain();
  return run(tools.node, [tools.yarn, ...args], tools.env);
}

/** Runs a command of `plugins/platform-node`. */
async function platformCommand(folder, args) {
  speakBesideOutput();
  const tools = await ensureToolchain();
  const script = join(root, 'plugins', 'platform-node', 'src', folder, 'main.ts');
  return run(
    tools.node,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', script, ...args],
    tools.env,
  );
}

const TASKS = {
  start,
  dev,
  reset,
  yarn,
  bench: args => yarn(['workspace', '@254carbon/benchmarks', 'bench', ...args]),
  preflight: args => platformCommand('preflight', args.length > 0 ? args : configArguments()),
  manifests: args => platformCommand('manifests', args),
  readiness: args => platformCommand('readiness', args),
  test: args => runTests({ suites: undefined, args, processes }),
  'test:unit': args => runTests({ suites: ['unit'], args, processes }),
  'test:types': args => runTests({ suites: ['types'], args, processes }),
  'test:lint': args => runTests({ suites: ['lint'], args, processes }),
  'verify:inventory': verifyInventory,
  'verify:templates': verifyTemplates,
  'verify:servers': verifyServers,
  'test:e2e': args => runTests({ suites: ['e2e'], args, processes }),
};

/** What the file system refuses is told in one sentence too; anything else is a defect of ours, with its stack. */
function asFailure(error) {
  if (error instanceof Failure) return error;
  if (error?.syscall && error.path) {
    const cure = error.code === 'ENOSPC' ? 'free some space' : 'correct the rights of that place';
    return new Failure(`${error.path} cannot be used (${error.code}); ${cure} and start again.`, { cause: error });
  }
  throw error;
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (interrupted) return;
    interrupted = true;
    endLine();
    say('Ending the portal and the demo platform ...');
    await processes.end();
    await endAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

const [task, ...args] = process.argv.slice(2).filter(argument => argument !== '--');
try {
  const chosen = TASKS[task];
  if (!chosen) throw new Failure(`There is no task '${task}'; use one of ${Object.keys(TASKS).join(', ')}.`);
  const code = await chosen(args);
  if (typeof code === 'number') process.exitCode = code;
} catch (caught) {
  // Whoever is interrupted knows why, and the handler above ends the process.
  if (interrupted) await new Promise(() => {});
  endLine();
  await processes.end();
  await endAll();
  const error = asFailure(caught);
  say(error.message);
  if (error.log && existsSync(error.log)) {
    const tail = readFileSync(error.log, 'utf8').trim().split('\n').slice(-15).join('\n');
    say(`\nThe end of ${error.log}:\n${tail}`);
  }
  // A pipeline takes 1 for "something fails"; that nothing could be judged is 2.
  process.exitCode = task === 'readiness' ? 2 : 1;
}
