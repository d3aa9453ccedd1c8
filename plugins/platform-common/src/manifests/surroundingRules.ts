import type { Finding } from './document';
import { at, objectAt, textAt } from './document';
import type { Manifest, Workload } from './kinds';
import { selects } from './kinds';

function finding(
  file: string,
  rule: string,
  field: string,
  problem: string,
  cure: string,
): Finding {
  return { file, rule, field, problem, cure };
}

function replicasOf(
  workload: Workload,
  manifests: readonly Manifest[],
): { replicas: number; scaled?: Manifest } {
  const scaled = manifests.find(
    ({ kind, namespace, content }) =>
      kind === 'HorizontalPodAutoscaler' &&
      namespace === workload.namespace &&
      textAt(content, 'spec.scaleTargetRef.name') === workload.name &&
      textAt(content, 'spec.scaleTargetRef.kind') === workload.kind,
  );
  const replicas = scaled
    ? at(scaled.content, 'spec.minReplicas') ?? 1
    : at(workload.content, 'spec.replicas') ?? 1;
  return { replicas: Number(replicas), scaled };
}

/** Judges replicas against the budget and the autoscaler around them. */
export function checkReplicas(
  workload: Workload,
  manifests: readonly Manifest[],
): Finding[] {
  if (workload.batch || workload.kind === 'DaemonSet') {
    return [];
  }
  const { replicas, scaled } = replicasOf(workload, manifests);
  const budget = manifests.find(
    ({ kind, namespace, content }) =>
      kind === 'PodDisruptionBudget' &&
      namespace === workload.namespace &&
      selects(
        objectAt(content, 'spec.selector.matchLabels'),
        workload.podLabels,
      ),
  );
  const findings: Finding[] = [];
  if (replicas > 1 && !budget) {
    findings.push(
      finding(
        workload.file,
        'disruption-budget',
        'spec.replicas',
        'is more than 1 and no PodDisruptionBudget selects the pods.',
        'Add one with maxUnavailable: 1.',
      ),
    );
  }
  if (
    budget &&
    replicas <= 1 &&
    at(budget.content, 'spec.minAvailable') !== undefined
  ) {
    findings.push(
      finding(
        budget.file,
        'disruption-budget',
        'spec.minAvailable',
        'stops every drain while there is one replica.',
        'Use maxUnavailable: 1.',
      ),
    );
  }
  if (scaled && at(workload.content, 'spec.replicas') !== undefined) {
    findings.push(
      finding(
        workload.file,
        'one-scaler',
        'spec.replicas',
        'is set although an autoscaler sets it.',
        'Remove replicas.',
      ),
    );
  }
  return findings;
}

/** Judges whether a NetworkPolicy holds for the pods. */
export function checkNetwork(
  workload: Workload,
  manifests: readonly Manifest[],
): Finding[] {
  const covered = manifests.some(
    ({ kind, namespace, content }) =>
      kind === 'NetworkPolicy' &&
      namespace === workload.namespace &&
      selects(
        objectAt(content, 'spec.podSelector.matchLabels'),
        workload.podLabels,
      ),
  );
  return covered
    ? []
    : [
        finding(
          workload.file,
          'network-policy',
          'metadata',
          'is selected by no NetworkPolicy.',
          'Add one that denies by default and allows what is needed.',
        ),
      ];
}
