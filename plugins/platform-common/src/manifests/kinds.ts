import type {
  DocumentObject,
  DocumentValue,
  WorkspaceDocument,
} from './document';
import { isObject, objectAt, textAt } from './document';

/** A Kubernetes object of the workspace. */
export interface Manifest {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly content: DocumentObject;
}

/** A workload, with the place of its pod template. */
export interface Workload extends Manifest {
  /** Dotted path of the pod template. */
  readonly templatePath: string;
  readonly podLabels: DocumentObject;
  /** True for what ends by itself. */
  readonly batch: boolean;
}

const TEMPLATES: Readonly<Record<string, string>> = {
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** The Kubernetes objects among the documents; catalog entities and kustomizations are something else. */
export function manifestsOf(
  documents: readonly WorkspaceDocument[],
): Manifest[] {
  const manifests: Manifest[] = [];
  for (const { file, content } of documents) {
    const apiVersion = textAt(content, 'apiVersion');
    const kind = textAt(content, 'kind');
    const foreign =
      apiVersion.startsWith('backstage.io/') ||
      apiVersion.startsWith('scaffolder.backstage.io/') ||
      apiVersion.startsWith('kustomize.config.k8s.io/');
    if (isObject(content) && apiVersion && kind && !foreign) {
      manifests.push({
        file,
        kind,
        name: textAt(content, 'metadata.name'),
        namespace: textAt(content, 'metadata.namespace'),
        content,
      });
    }
  }
  return manifests;
}

/** The workloads among the objects. */
export function workloadsOf(manifests: readonly Manifest[]): Workload[] {
  return manifests
    .filter(manifest => manifest.kind in TEMPLATES)
    .map(manifest => {
      const templatePath = TEMPLATES[manifest.kind];
      return {
        ...manifest,
        templatePath,
        podLabels: objectAt(
          manifest.content,
          `${templatePath}.metadata.labels`,
        ),
        batch: manifest.kind === 'Job' || manifest.kind === 'CronJob',
      };
    });
}

/** True when every label of the selector is among the labels; an empty selector selects everything. */
export function selects(
  selector: DocumentValue,
  labels: DocumentObject,
): boolean {
  const wanted = isObject(selector) ? Object.entries(selector) : [];
  return wanted.every(([key, value]) => labels[key] === value);
}
