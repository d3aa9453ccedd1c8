import { createSuffix } from '../kubernetes/identifiers';
import { recordsAt } from '../kubernetes/printers/read';
import type { KubernetesObject } from '../kubernetes/types';
import {
  ownerReference,
  recordAt,
  recordEvent,
  types,
  type ControllerContext,
} from './context';

function asLabels(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordAt(value)).map(([name, text]) => [name, String(text)]),
  );
}

/**
 * Makes one pod of a workload from its template; the pod begins as Pending and unscheduled.
 *
 * @param options - `name` is fixed for StatefulSets; `labels` are added to the template's
 */
export function createPod(
  owner: KubernetesObject,
  options: { name?: string; labels?: Record<string, string>; node?: string },
  context: ControllerContext,
): KubernetesObject {
  const { store, random } = context;
  const template = recordAt(owner, 'spec', 'template');
  const spec = recordAt(template, 'spec');
  spec.restartPolicy ??= 'Always';
  spec.schedulerName ??= 'default-scheduler';
  if (options.node) spec.nodeName = options.node;
  const prefix = owner.metadata.name.slice(0, 57);
  const suffix = createSuffix(`${prefix}${random()}${store.currentVersion}`);
  const limited = recordsAt(spec, 'containers').some(
    container => recordAt(container, 'resources', 'requests').cpu,
  );
  const pod = store.create(types.pod, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: options.name ?? `${prefix}-${suffix}`,
      generateName: options.name ? undefined : `${prefix}-`,
      namespace: owner.metadata.namespace,
      labels: {
        ...asLabels(recordAt(template, 'metadata', 'labels')),
        ...options.labels,
      },
      annotations: asLabels(recordAt(template, 'metadata', 'annotations')),
      ownerReferences: [ownerReference(owner)],
    },
    spec,
    status: {
      phase: 'Pending',
      qosClass: limited ? 'Burstable' : 'BestEffort',
    },
  });
  recordEvent(
    owner,
    {
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
    },
    context,
  );
  return pod;
}
