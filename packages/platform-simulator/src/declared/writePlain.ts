import { stringify } from 'yaml';
import type { KubernetesObject } from '../kubernetes/types';
import { fileOf } from './layout';

/** One file a piece of software, one document an object. */
export function writePlain(
  folder: string,
  objects: readonly KubernetesObject[],
): Map<string, string> {
  const files = new Map<string, string>();
  for (const object of objects) {
    const path = `${folder}/${fileOf(object)}`;
    const known = files.get(path);
    const text = stringify(object, { lineWidth: 0 });
    files.set(path, known ? `${known}---\n${text}` : text);
  }
  return files;
}

/** All objects in one file, as one list. */
export function writeList(
  path: string,
  objects: readonly KubernetesObject[],
): Map<string, string> {
  return new Map([
    [
      path,
      stringify(
        { apiVersion: 'v1', kind: 'List', items: objects },
        { lineWidth: 0 },
      ),
    ],
  ]);
}
