/*
 * The smart HTTP protocol is git's own: this file only speaks CGI to `git http-backend`, the program that ships
 * with git. Which of the three addresses of the protocol is asked for, and by whom, is decided before.
 */
import { ServiceUnavailableError } from '@backstage/errors';
import { Request, Response } from 'express';
import { spawn } from 'node:child_process';
import { gitEnvironment } from './runGit';

/** The two conversations of the protocol; `git-receive-pack` writes. */
export type GitService = 'git-upload-pack' | 'git-receive-pack';

/** What is served: `path` is one of `info/refs`, `git-upload-pack`, `git-receive-pack`. */
export interface GitRequest {
  readonly root: string;
  readonly repository: string;
  readonly path: string;
  readonly query: string;
  /** Who pushes; absent for a reader, and then nothing can be written. */
  readonly pusher?: string;
}

const PUSH_RULES: ReadonlyArray<readonly [string, string]> = [
  ['http.receivepack', 'true'],
  ['receive.fsckObjects', 'true'],
  ['receive.denyDeletes', 'true'],
  ['receive.denyNonFastForwards', 'true'],
];
const READ_RULES: ReadonlyArray<readonly [string, string]> = [
  ['http.receivepack', 'false'],
];

function configEnvironment(
  rules: ReadonlyArray<readonly [string, string]>,
): Record<string, string> {
  const env: Record<string, string> = { GIT_CONFIG_COUNT: `${rules.length}` };
  for (const [index, [key, value]] of rules.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return env;
}

function cgiEnvironment(
  request: Request,
  git: GitRequest,
): Record<string, string> {
  const env: Record<string, string> = {
    ...configEnvironment(git.pusher ? PUSH_RULES : READ_RULES),
    GIT_PROJECT_ROOT: git.root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${git.repository}/${git.path}`,
    QUERY_STRING: git.query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.header('content-type') ?? '',
    HTTP_CONTENT_ENCODING: request.header('content-encoding') ?? '',
    GIT_PROTOCOL: /^version=\d$/.test(request.header('git-protocol') ?? '')
      ? request.header('git-protocol') ?? ''
      : '',
  };
  const length = request.header('content-length');
  if (length) {
    env.CONTENT_LENGTH = length;
  }
  if (git.pusher) {
    env.REMOTE_USER = git.pusher;
  }
  return env;
}

function writeHead(response: Response, head: string): void {
  let status = 200;
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') {
      status = Number.parseInt(value, 10);
    } else if (colon > 0) {
      response.setHeader(name, value);
    }
  }
  response.status(status);
}

/**
 * Answers one request of the protocol and resolves when the answer is written.
 *
 * @throws ServiceUnavailableError when `git http-backend` cannot be started or ends without an answer.
 */
export async function serveGit(
  request: Request,
  response: Response,
  git: GitRequest,
): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    env: gitEnvironment(cgiEnvironment(request, git)),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-2048);
  });
  child.stdin.on('error', () => {
    // git closed its input early; what it says about it comes as its answer.
  });
  request.pipe(child.stdin);
  response.on('close', () => child.kill());

  await new Promise<void>((resolve, reject) => {
    let head = Buffer.alloc(0);
    let headDone = false;
    child.stdout.on('data', (chunk: Buffer) => {
      if (headDone) {
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end >= 0) {
        headDone = true;
        writeHead(response, head.subarray(0, end).toString('latin1'));
        response.write(head.subarray(end + 4));
        child.stdout.pipe(response);
      }
    });
    const fail = (cause?: Error) =>
      reject(
        new ServiceUnavailableError(
          `git http-backend gave no answer; check that git is installed on the machine of the portal. ${stderr.trim()}`,
          cause,
        ),
      );
    child.on('error', fail);
    child.on('close', () => (headDone ? resolve() : fail()));
  });
}
