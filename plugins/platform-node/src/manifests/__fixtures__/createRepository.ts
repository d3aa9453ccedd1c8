import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A repository in a folder, for tests. */
export interface TestRepository {
  url: string;
  /** Writes files (`null` removes one, `-> x` makes a link to x), commits, and gives the commit. */
  commit(files: Record<string, string | null>): string;
  git(...args: string[]): string;
}

/** Makes an empty repository with the branch `main`. */
export function createRepository(folder: string): TestRepository {
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_CONFIG_NOSYSTEM: '1',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    ).trim();
  git('init', '--quiet', '--initial-branch=main');
  return {
    url: `file://${folder}`,
    git,
    commit(files) {
      for (const [path, text] of Object.entries(files)) {
        const whole = join(folder, path);
        mkdirSync(dirname(whole), { recursive: true });
        rmSync(whole, { force: true });
        if (text?.startsWith('-> ')) symlinkSync(text.slice(3), whole);
        else if (text !== null) writeFileSync(whole, text);
      }
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message=change');
      return git('rev-parse', 'HEAD');
    },
  };
}
