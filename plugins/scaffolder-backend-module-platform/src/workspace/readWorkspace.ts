import {
  Finding,
  isDocumentFile,
  parseDocuments,
  WorkspaceDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What a workspace holds: its files, its documents, and what could not be parsed. */
export interface WorkspaceContent {
  readonly files: readonly string[];
  readonly documents: readonly WorkspaceDocument[];
  readonly findings: readonly Finding[];
}

const PASSED_OVER = /(^|\/)(\.git|node_modules|vendor)\//;

/** Reads every YAML and JSON file below a folder; a file that cannot be parsed is a finding and never skipped. */
export async function readWorkspace(folder: string): Promise<WorkspaceContent> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .map(path => path.split(sep).join('/'))
    .filter(file => !PASSED_OVER.test(file))
    .sort();
  const documents: WorkspaceDocument[] = [];
  const findings: Finding[] = [];
  for (const file of files.filter(isDocumentFile)) {
    const text = await readFile(join(folder, file), 'utf8');
    const parsed = parseDocuments(file, text);
    documents.push(...parsed.documents);
    findings.push(...parsed.findings);
  }
  return { files, documents, findings };
}
