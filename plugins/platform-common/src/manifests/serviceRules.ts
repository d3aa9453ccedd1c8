import type { DocumentValue, Finding } from './document';
import { at, listAt, objectAt, textAt } from './document';
import type { Manifest, Workload } from './kinds';
import { selects } from './kinds';

function portsOf(workload: Workload): Set<DocumentValue> {
  const containers = listAt(
    workload.content,
    `${workload.templatePath}.spec.containers`,
  );
  const ports = containers.flatMap(container => listAt(container, 'ports'));
  return new Set(
    ports.flatMap(port => [at(port, 'name'), at(port, 'containerPort')]),
  );
}

/** Judges whether each Service reaches pods of the workspace, at ports they have. */
export function checkServices(
  manifests: readonly Manifest[],
  workloads: readonly Workload[],
): Finding[] {
  const findings: Finding[] = [];
  for (const { kind, file, namespace, content } of manifests) {
    if (kind !== 'Service') {
      continue;
    }
    const target = workloads.find(
      workload =>
        workload.namespace === namespace &&
        selects(objectAt(content, 'spec.selector'), workload.podLabels),
    );
    if (!target) {
      findings.push({
        file,
        rule: 'service-selects',
        field: 'spec.selector',
        problem: 'selects no workload of this repository.',
        cure: 'Use the labels of the pod template.',
      });
      continue;
    }
    const ports = portsOf(target);
    for (const [index, port] of listAt(content, 'spec.ports').entries()) {
      const wanted = at(port, 'targetPort') ?? at(port, 'port');
      if (!ports.has(wanted)) {
        findings.push({
          file,
          rule: 'service-port',
          field: `spec.ports.${index}.targetPort`,
          problem: `is '${wanted}', which no container of ${target.name} has.`,
          cure: 'Name a port of the container.',
        });
      }
    }
  }
  return findings;
}

/** Judges whether what a kustomization lists is there. */
export function checkKustomizations(
  documents: readonly { file: string; content: DocumentValue }[],
  files: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  for (const { file, content } of documents) {
    if (!textAt(content, 'apiVersion').startsWith('kustomize.config.k8s.io/')) {
      continue;
    }
    const folder = file.includes('/')
      ? file.slice(0, file.lastIndexOf('/') + 1)
      : '';
    for (const [index, entry] of listAt(content, 'resources').entries()) {
      if (
        !files.some(
          known =>
            known === `${folder}${entry}` ||
            known.startsWith(`${folder}${entry}/`),
        )
      ) {
        findings.push({
          file,
          rule: 'kustomization-complete',
          field: `resources.${index}`,
          problem: `names '${entry}', which is not there.`,
          cure: 'Add the file or remove the line.',
        });
      }
    }
  }
  return findings;
}
