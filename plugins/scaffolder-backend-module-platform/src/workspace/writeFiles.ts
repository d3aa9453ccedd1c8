import { BuiltDocument } from '@254carbon/backstage-plugin-platform-common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'yaml';

/** Writes one text file into the workspace. */
export async function writeText(
  workspace: string,
  file: string,
  text: string,
): Promise<void> {
  const path = resolveSafeChildPath(workspace, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Writes a value as JSON with two spaces. */
export async function writeJson(
  workspace: string,
  file: string,
  value: unknown,
): Promise<void> {
  await writeText(workspace, file, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Writes documents as YAML that readers of YAML 1.1 (Kubernetes) understand in the same way. */
export async function writeYaml(
  workspace: string,
  documents: readonly BuiltDocument[],
): Promise<string[]> {
  for (const { file, content } of documents) {
    const text = stringify(content, {
      compat: 'yaml-1.1',
      lineWidth: 0,
      aliasDuplicateObjects: false,
    });
    await writeText(workspace, file, text);
  }
  return documents.map(({ file }) => file);
}
