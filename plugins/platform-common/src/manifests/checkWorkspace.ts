import { checkDashboards } from './checkDashboard';
import { checkContainers } from './containerRules';
import { checkEntities } from './entityRules';
import type { Finding, WorkspaceDocument } from './document';
import { manifestsOf, workloadsOf } from './kinds';
import { checkKustomizations, checkServices } from './serviceRules';
import { checkWorkload } from './workloadRules';

/**
 * Judges all documents of a workspace together. An empty list means that every rule holds; documents that are
 * no Kubernetes objects, dashboards or catalog entities are not judged.
 */
export function checkWorkspace(options: {
  documents: readonly WorkspaceDocument[];
  /** Paths of all files, for references between files. */
  files: readonly string[];
}): Finding[] {
  const { documents, files } = options;
  const manifests = manifestsOf(documents);
  const workloads = workloadsOf(manifests);
  const findings: Finding[] = [];
  for (const manifest of manifests) {
    if (manifest.name === '') {
      findings.push({
        file: manifest.file,
        rule: 'named',
        field: 'metadata.name',
        problem: 'is missing.',
        cure: 'Name the object.',
      });
    }
  }
  for (const workload of workloads) {
    findings.push(
      ...checkContainers(workload),
      ...checkWorkload(workload, manifests),
    );
  }
  findings.push(
    ...checkServices(manifests, workloads),
    ...checkKustomizations(documents, files),
    ...checkDashboards(documents),
    ...checkEntities(documents),
  );
  return findings;
}
