/** Files and their difference to a repository, as people see them. */
import {
  diffTrees,
  LONGEST_SHOWN_FILE,
  PreviewDiff,
  PreviewFile,
} from '@254carbon/backstage-plugin-platform-common';
import { RepositoryFiles } from '../portal/localGit';
import { isBinary } from './judgeFiles';

const textOf = (content: Buffer) =>
  isBinary(content) ? content.toString('base64') : content.toString('utf8');

/** How what would be written differs from what stands. */
export function showDiff(
  files: ReadonlyMap<string, Buffer>,
  target: RepositoryFiles,
  repository: string | undefined,
): PreviewDiff {
  const after = new Map(
    [...files].map(([path, content]) => [path, textOf(content)]),
  );
  if (target.state !== 'there') {
    const reason =
      target.state === 'none'
        ? 'There is no repository of that name yet: every file is new.'
        : target.reason;
    const state = target.state === 'none' ? 'none' : 'unknown';
    const added = [...after.keys()].sort();
    const empty = { removed: [], changed: [], unchanged: 0 };
    return { target: state, repository, reason, added, ...empty };
  }
  const before = new Map(
    [...target.files].map(([path, content]) => [path, textOf(content)]),
  );
  const binary = (path: string) => isBinary(files.get(path) ?? Buffer.of());
  const diff = diffTrees(before, after);
  return {
    ...diff,
    target: 'repository',
    repository,
    reason: `Compared with the main branch of ${repository}.`,
    changed: diff.changed.map(({ path, lines }) => ({
      path,
      lines: binary(path) ? [] : lines,
    })),
  };
}

/** The files as people see them, in order of their paths. */
export function showFiles(
  files: ReadonlyMap<string, Buffer>,
  diff: PreviewDiff,
): PreviewFile[] {
  const changed = new Set(diff.changed.map(({ path }) => path));
  const added = new Set(diff.added);
  return [...files]
    .map(([path, content]): PreviewFile => {
      const binary = isBinary(content);
      const text = binary ? '' : content.toString('utf8');
      const fresh = added.has(path) ? 'added' : 'unchanged';
      return {
        path,
        bytes: content.length,
        isBinary: binary,
        content: text.slice(0, LONGEST_SHOWN_FILE),
        cut: text.length > LONGEST_SHOWN_FILE,
        change: changed.has(path) ? 'changed' : fresh,
      };
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
