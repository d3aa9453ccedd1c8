/** What Kyverno's background scan would report: each baseline policy judged on each workload's real pod template. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, HOUR, makeObject } from '../build';
import { BASELINE_POLICIES, PolicyContainer } from '../policies';

const JUDGED = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Namespaces that Kyverno leaves alone by default. */
const LEFT_ALONE = ['kube-system', 'kyverno', 'kube-flannel'];

/** One PolicyReport per workload, owned by it and named by its uid, as Kyverno 1.11 writes them. */
export function derivePolicyReports(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  return objects
    .filter(
      object =>
        JUDGED.includes(object.kind) &&
        !LEFT_ALONE.includes(object.metadata.namespace ?? ''),
    )
    .map(object => report(context, object));
}

function report(
  context: BuildContext,
  workload: KubernetesObject,
): KubernetesObject {
  const { template } = workload.spec as {
    template: { spec: { containers: PolicyContainer[] } };
  };
  const seconds = Math.floor((context.now - HOUR) / 1000);
  const results = BASELINE_POLICIES.map(policy => {
    const bad = template.spec.containers.filter(it => !policy.meets(it));
    return {
      policy: policy.name,
      rule: `autogen-${policy.name}`,
      result: bad.length ? 'fail' : 'pass',
      message: bad.length
        ? `validation error: ${policy.message}. containers: ${bad
            .map(({ name }) => name)
            .join(', ')}`
        : `validation rule 'autogen-${policy.name}' passed.`,
      severity: policy.severity,
      scored: true,
      source: 'kyverno',
      category: 'Platform baseline',
      timestamp: { seconds, nanos: 0 },
    };
  });
  const fail = results.filter(({ result }) => result === 'fail').length;
  const { name, namespace, uid = '' } = workload.metadata;
  return makeObject(context, {
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    kind: 'PolicyReport',
    name: uid,
    namespace,
    owner: workload,
    age: 3 * HOUR,
    labels: { 'app.kubernetes.io/managed-by': 'kyverno' },
    body: {
      scope: {
        apiVersion: workload.apiVersion,
        kind: workload.kind,
        name,
        namespace,
        uid,
      },
      results,
      summary: {
        pass: results.length - fail,
        fail,
        warn: 0,
        error: 0,
        skip: 0,
      },
    },
  });
}
