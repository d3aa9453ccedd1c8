/*
 * What the rules of readiness say about files that stand nowhere yet: by the same reader and the same code that `npm run readiness` judges a
 * folder with, and that the preview of a form shows.
 */
import {
  ALL_RULES,
  FACT_NAMES,
  judgeTree,
  proveRules,
  VerdictLine,
} from '@254carbon/backstage-plugin-platform-common';
import { readTree, Renderers } from '@254carbon/backstage-plugin-platform-node';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Repository } from './judgeRepository';

const rules = proveRules({ rules: ALL_RULES, facts: FACT_NAMES });
/** Kustomize of the machine would make a difference between machines; what it lists is written out here, so the list is left out. */
const LISTS = /(^|\/)kustomization\.yaml$/;
const renderers = new Renderers({
  kustomize: [['no-such-program']],
  helm: 'no-such-program',
});
const NOT_OURS = /(^|\/)(\.git|node_modules|vendor)\//;

/** What the rules say, each sentence with the rule that says it. */
export interface Readiness {
  readonly passed: number;
  readonly failed: readonly string[];
  /** Rules that only a running cluster, or another repository, can answer. */
  readonly unknown: readonly string[];
}

function sentence({ rule, summary }: VerdictLine): string {
  return `${rule}: ${summary}`;
}

/** Judges the manifests of a repository by every rule. */
export async function judgeReadiness(files: Repository): Promise<Readiness> {
  const root = await mkdtemp(join(tmpdir(), 'readiness-'));
  try {
    for (const [path, content] of files) {
      if (NOT_OURS.test(path) || LISTS.test(path)) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const result = await readTree({ source: 'repository', root, renderers });
    if (!result) throw new Error('The repository was not read.');
    const { verdicts } = judgeTree({
      tree: result.tree,
      rules,
      now: Date.parse('2026-11-22T12:00:00Z'),
    });
    const of = (verdict: VerdictLine['verdict']) =>
      verdicts.filter(line => line.verdict === verdict);
    return {
      passed: of('pass').length,
      failed: of('fail').map(sentence),
      unknown: [...new Set(of('unknown').map(({ rule }) => rule))].sort(),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
