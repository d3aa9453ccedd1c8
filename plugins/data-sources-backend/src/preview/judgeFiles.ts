/*
 * Verdicts on files that stand nowhere yet: those of the validators that stop a template, and those of the rules of
 * readiness, by the same code that judges a cluster. The files are laid into a folder of their own for the moment of reading.
 */
import {
  checkWorkspace,
  isDocumentFile,
  judgeTree,
  parseDocuments,
  PreviewVerdict,
  Rule,
  WorkspaceDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { readTree, Renderers } from '@254carbon/backstage-plugin-platform-node';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path. */
export type Files = ReadonlyMap<string, Buffer>;

const NOT_OURS = /(^|\/)(\.git|node_modules|vendor)\//;

/** Whether a file is no text. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8_000).includes(0);
}

/** Lays files into a new folder, calls `use` with its path, and removes it whatever happens. */
export async function withFolder<T>(
  files: Files,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-'));
  try {
    for (const [path, content] of files) {
      const target = resolveSafeChildPath(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every YAML and JSON file, held against the validators. Nothing found is one verdict that passes. */
export function validateFiles(files: Files): PreviewVerdict[] {
  const documents: WorkspaceDocument[] = [];
  const paths = [...files.keys()].filter(path => !NOT_OURS.test(path));
  const findings = [];
  for (const path of paths.filter(isDocumentFile)) {
    const text = files.get(path)?.toString('utf8') ?? '';
    const parsed = parseDocuments(path, text);
    documents.push(...parsed.documents);
    findings.push(...parsed.findings);
  }
  findings.push(...checkWorkspace({ documents, files: paths }));
  if (findings.length === 0) {
    return [
      {
        rule: 'validators',
        title: 'Every file is valid',
        outcome: 'pass',
        message: `${documents.length} documents of ${paths.length} files were parsed and judged.`,
      },
    ];
  }
  return findings.map(({ file, rule, field, problem, cure }) => ({
    rule,
    title: rule,
    outcome: 'fail',
    file,
    message: `${field ? `${field} ` : ''}${problem} ${cure}`,
  }));
}

const OUTCOMES = {
  pass: 'pass',
  fail: 'warning',
  unknown: 'unknown',
} as const;

/** The rules of readiness on what the manifests declare; what only a cluster can say is `unknown`. */
export async function judgeReadiness(options: {
  files: Files;
  rules: readonly Rule[];
  now: number;
}): Promise<PreviewVerdict[]> {
  const { files, rules, now } = options;
  const root = new Map([...files].filter(([path]) => !NOT_OURS.test(path)));
  const result = await withFolder(root, folder =>
    readTree({
      source: 'preview',
      root: folder,
      renderers: new Renderers(),
    }),
  );
  if (!result) return [];
  const { verdicts } = judgeTree({ tree: result.tree, rules, now });
  const shown: PreviewVerdict[] = [];
  for (const line of verdicts) {
    const { verdict } = line;
    if (verdict !== 'pass' && verdict !== 'fail' && verdict !== 'unknown')
      continue;
    shown.push({
      rule: line.rule,
      title: line.title,
      outcome: OUTCOMES[verdict],
      message: line.summary,
    });
  }
  return shown;
}
