import { NotFoundError } from '@backstage/errors';
import { spawn } from 'node:child_process';

/** What `git` needs from the outside; nothing of the machine's own configuration reaches it. */
export function gitEnvironment(
  extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    ...extra,
  };
}

/** Thrown when `git` ends with another status than 0; `stderr` is its last words. */
export class GitError extends Error {
  readonly stderr: string;
  constructor(options: { command: string; status: number; stderr: string }) {
    super(
      `git ${options.command} ended with status ${
        options.status
      }; look at the repository with "git fsck": ${
        options.stderr.trim() || 'no message'
      }`,
    );
    this.name = 'GitError';
    this.stderr = options.stderr;
  }
}

const LARGEST_OUTPUT = 32 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

/**
 * Runs one `git` command without a shell and returns what it printed (at most 32 MiB, at most 20 s).
 *
 * @throws GitError when it fails, NotFoundError when `git` is not installed.
 */
export async function runGit(options: {
  args: readonly string[];
  gitDir?: string;
}): Promise<Buffer> {
  const args = options.gitDir
    ? [`--git-dir=${options.gitDir}`, '--literal-pathspecs', ...options.args]
    : [...options.args];
  const child = spawn('git', args, {
    env: gitEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  return new Promise<Buffer>((resolve, reject) => {
    const out: Buffer[] = [];
    let size = 0;
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_OUTPUT) {
        child.kill('SIGKILL');
        return;
      }
      out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-4096);
    });
    child.on('error', cause =>
      reject(
        new NotFoundError(
          'git could not be started; install git on the machine of the portal.',
          cause,
        ),
      ),
    );
    child.on('close', status => {
      if (status === 0) {
        resolve(Buffer.concat(out));
        return;
      }
      const command = options.args[0] ?? '';
      reject(new GitError({ command, status: status ?? -1, stderr }));
    });
  });
}
