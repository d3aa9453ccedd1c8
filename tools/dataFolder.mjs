// The data folder: databases, logs, repositories, generated documentation. One portal at a time uses it,
// and only what the portal wrote is ever removed from it.

import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { atEnd } from './ending.mjs';
import { Failure } from './say.mjs';
import { root } from './toolchain.mjs';

/** What the portal and its starter write there. */
const OURS = ['db', 'techdocs', 'repositories', 'manifests', 'kubeconfig', 'demo-platform.json', 'app-config.demo.yaml'];
const isOurs = name => OURS.includes(name) || /\.(log|partial)$/.test(name);

/** Its absolute path. */
export function dataFolder() {
  return resolve(process.env.PORTAL_DATA || join(root, '.data'));
}

/** Like `recursive`, which never comes back where the file system pretends that a parent is missing (/proc). */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * Makes the folder and proves that it can be written.
 *
 * @throws Failure with the cure.
 */
export function prepareDataFolder() {
  const data = dataFolder();
  const cure = 'set PORTAL_DATA to a folder that you may write';
  try {
    makeFolder(data);
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    if (existsSync(data) && !statSync(data).isDirectory()) {
      throw new Failure(`The data folder ${data} is a file; ${cure}.`, { cause });
    }
    throw new Failure(`The data folder ${data} cannot be written (${cause.code}); ${cure}.`, { cause });
  }
  return data;
}

/** A socket that answers as long as somebody uses the folder; its path is short, as sockets need. */
function socketOf(data) {
  const digest = createHash('sha256').update(data).digest('hex').slice(0, 16);
  return join(tmpdir(), `portal-${process.getuid?.() ?? 0}-${digest}.sock`);
}

function answers(socket) {
  return new Promise(done => {
    const client = connect(socket);
    client.once('connect', () => {
      client.destroy();
      done(true);
    });
    client.once('error', () => done(false));
  });
}

async function assertUnused(data, cure) {
  if (await answers(socketOf(data))) {
    throw new Failure(`A portal that uses ${data} is running already; ${cure}.`);
  }
}

/**
 * Keeps other starters out of the folder until this process ends, however it ends.
 *
 * @throws Failure when a portal uses it.
 */
export async function claimDataFolder(data) {
  const taken = 'end it with Ctrl-C where it was started, or set PORTAL_DATA and PORTAL_PORT for a second one';
  await assertUnused(data, taken);
  const socket = socketOf(data);
  rmSync(socket, { force: true });
  const server = createServer(client => client.destroy());
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(socket, done);
  }).catch(cause => {
    throw new Failure(`Another start uses ${data} at this moment; ${taken}.`, { cause });
  });
  server.unref();
  atEnd(() => server.close());
}

/** Removes what the portal wrote; gives what was left because it is not the portal's. */
export async function emptyDataFolder() {
  const data = dataFolder();
  if (!existsSync(data)) return { data, existed: false, left: [] };
  if (!statSync(data).isDirectory()) {
    throw new Failure(`The data folder ${data} is a file; set PORTAL_DATA to the folder that is meant.`);
  }
  await assertUnused(data, 'end it with Ctrl-C where it was started, and empty its data then');
  const left = [];
  for (const name of readdirSync(data)) {
    if (isOurs(name)) rmSync(join(data, name), { recursive: true, force: true });
    else left.push(name);
  }
  if (left.length === 0) rmdirSync(data);
  return { data, existed: true, left };
}
