/** `npm run manifests -- <folder>`: shows what the portal reads in a folder; exits with 1 when something in it is wrong. */
import { basename, resolve } from 'node:path';
import { outliveReader } from '../outliveReader';
import { formatTree } from './formatTree';
import { readTree } from './readTree';
import { Renderers } from './Renderers';

async function main(): Promise<number> {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    throw new Error(
      'No folder was given; name one: npm run manifests -- <folder>.',
    );
  }
  const root = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  const result = await readTree({
    source: basename(root),
    root,
    renderers: new Renderers(),
  });
  if (!result) return 1;
  process.stdout.write(formatTree(result.tree));
  return result.tree.problems.length > 0 ? 1 : 0;
}

outliveReader(process.stdout);

main().then(
  code => {
    process.exitCode = code;
  },
  (error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    const message = isMissing
      ? 'There is no such folder; name one that exists: npm run manifests -- <folder>.'
      : error.message;
    process.stdout.write(`${message}\n`);
    process.exitCode = 1;
  },
);
