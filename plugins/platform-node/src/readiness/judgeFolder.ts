/** A folder becomes a judgement: read it as the portal reads manifests, and judge it as the portal judges a cluster. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  Cap,
  DeclaredTree,
  judgeTree,
  Rule,
  RULE_LEVELS,
  RuleLevel,
  VerdictLine,
} from '@254carbon/backstage-plugin-platform-common';
import { readTree } from '../manifests/readTree';
import { Renderers } from '../manifests/Renderers';
import { findBroken } from './findBroken';
import { FolderJudgement, NotJudgedError } from './types';

/** Most files and bytes of a folder; a repository is larger than what the portal reads again and again. */
const LIMITS = { files: 500_000, bytes: 1024 * 1024 * 1024 };

async function requireFolder(root: string, shown: string): Promise<void> {
  const state = await stat(root).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'EACCES'
        ? 'may not be looked into; correct its rights'
        : 'does not exist; name one that does';
    throw new NotJudgedError(`The folder ${shown} ${why}.`, { cause: error });
  });
  if (!state.isDirectory())
    throw new NotJudgedError(
      `${shown} is no folder; name the folder that it lies in.`,
    );
}

/** Address of the repository that the folder is the top of, for what its applications say of themselves; never with credentials. */
async function findRepository(root: string): Promise<string | undefined> {
  const config = await readFile(join(root, '.git', 'config'), 'utf8').catch(
    () => '',
  );
  const origin = /\[remote "origin"\][^[]*?^\s*url\s*=\s*(\S+)\s*$/m.exec(
    config,
  );
  return origin?.[1]?.replace(/\/\/[^@/]*@/, '//');
}

function isAsked(line: VerdictLine, level: RuleLevel): boolean {
  return RULE_LEVELS.indexOf(line.level) <= RULE_LEVELS.indexOf(level);
}

/** Why there is nothing to judge, with the cure. */
function whyNothing(tree: DeclaredTree): string {
  const [hidden] = tree.notRendered;
  if (hidden) {
    const what =
      hidden.path === '.'
        ? `the ${hidden.kind} of this folder`
        : `${hidden.kind} ${hidden.path}`;
    return `Nothing to judge: ${what} is not rendered, and nothing else runs anything: ${hidden.reason}`;
  }
  if (tree.files === 0)
    return 'Nothing to judge: this folder holds no file that could be a manifest; name a folder with manifests.';
  return tree.objects.length > 0
    ? 'Nothing to judge: none of the objects of this folder runs anything; name the folder with the workloads.'
    : `Nothing to judge: none of the ${tree.files} files of this folder is a Kubernetes manifest; name a folder with manifests.`;
}

async function read(root: string, renderers: Renderers): Promise<DeclaredTree> {
  try {
    const repository = await findRepository(root);
    const result = await readTree({
      source: basename(root) || 'folder',
      root,
      renderers,
      limits: LIMITS,
      ...(repository ? { repository } : {}),
    });
    if (result) return result.tree;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code
      ? `The folder cannot be read (${code}); correct its rights.`
      : message;
    throw new NotJudgedError(what, { cause: error });
  }
  throw new NotJudgedError('The folder was not read; try again.');
}

/**
 * Judges a folder.
 *
 * @param options.shown - How the folder is called in messages; its absolute path when absent.
 * @throws NotJudgedError with one sentence that names the cure: no such folder, nothing in it to judge.
 */
export async function judgeFolder(options: {
  /** Absolute path. */
  root: string;
  shown?: string;
  rules: readonly Rule[];
  /** The portal's own when absent. */
  caps?: readonly Cap[];
  level: RuleLevel;
  now: number;
  renderers?: Renderers;
}): Promise<FolderJudgement> {
  const { root, shown = root, rules, caps, level, now } = options;
  const { renderers = new Renderers() } = options;
  await requireFolder(root, shown);
  const tree = await read(root, renderers);
  const broken = await findBroken(root, tree.problems);
  const { report, verdicts } = judgeTree({ tree, rules, caps, now });
  if (verdicts.length === 0 && broken.length === 0)
    throw new NotJudgedError(whyNothing(tree));
  return {
    folder: tree.source,
    files: tree.files,
    level,
    report,
    verdicts,
    failing: verdicts.filter(
      line => line.verdict === 'fail' && !line.stale && isAsked(line, level),
    ),
    problems: tree.problems,
    broken,
    notRendered: tree.notRendered,
  };
}
