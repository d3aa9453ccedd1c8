/**
 * The repository of the platform: what was meant to run, written down as people write it. It is made of the platform on a calm day, so
 * it agrees with the cluster except where `drift.ts`, `mistakes.ts` and the day's own condition say otherwise.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KubernetesObject } from '../kubernetes/types';
import { buildPlatform, calmDay } from '../platform';
import { declaredOf } from './drift';
import { DeclaredFolder, folderOf } from './layout';
import { MISTAKES } from './mistakes';
import { stripObject } from './stripObject';
import { writeArtefacts } from './writeArtefacts';
import { writeChart } from './writeChart';
import { writeKustomization } from './writeKustomization';
import { writeList, writePlain } from './writePlain';

function write(
  { path, form }: DeclaredFolder,
  objects: readonly KubernetesObject[],
): Map<string, string> {
  if (form === 'helm') return writeChart(path, objects);
  if (form === 'kustomize') return writeKustomization(path, objects);
  const isList = ({ kind }: KubernetesObject) => kind === 'Namespace';
  const lists = objects.filter(isList);
  return new Map([
    ...writePlain(
      path,
      objects.filter(object => !isList(object)),
    ),
    ...(lists.length > 0 ? writeList(`${path}/namespaces.yaml`, lists) : []),
  ]);
}

/**
 * Every file of the repository, by path; equal options give equal files. Takes turns with everything else that the process does,
 * because who asks for it asks for other things at the same time.
 */
export async function buildDeclaredFiles(options: {
  now: number;
  seed: number;
}): Promise<Map<string, string>> {
  const folders = new Map<
    string,
    { folder: DeclaredFolder; objects: KubernetesObject[] }
  >();
  for (const object of buildPlatform({ ...options, condition: calmDay })) {
    const folder = folderOf(object);
    const declared = folder && declaredOf(stripObject(object));
    if (!folder || !declared) continue;
    const known = folders.get(folder.path) ?? { folder, objects: [] };
    known.objects.push(declared);
    folders.set(folder.path, known);
  }
  const files = new Map<string, string>([
    [
      'README.md',
      '# The 254Carbon platform\n\nWhat is meant to run. Argo CD deploys it.\n',
    ],
  ]);
  for (const { folder, objects } of folders.values()) {
    await nextTurn();
    for (const [path, text] of write(folder, objects)) files.set(path, text);
  }
  for (const [path, text] of [...writeArtefacts(), ...MISTAKES])
    files.set(path, text);
  return files;
}
