import { stringify } from 'yaml';
import type { KubernetesObject } from '../kubernetes/types';
import { fileOf } from './layout';
import { writePlain } from './writePlain';

/** A base with the objects, and the kustomization of production that takes it up and marks everything as production's. */
export function writeKustomization(
  folder: string,
  objects: readonly KubernetesObject[],
): Map<string, string> {
  const files = writePlain(`${folder}/base`, objects);
  const resources = [...new Set(objects.map(fileOf))].sort();
  const head = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
  };
  files.set(
    `${folder}/base/kustomization.yaml`,
    stringify({ ...head, resources }),
  );
  files.set(
    `${folder}/kustomization.yaml`,
    stringify({ ...head, resources: ['base'] }),
  );
  return files;
}
