/** Plain counts of objects, and of conditions on them. */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  findCondition,
  InventoryObject,
  parseQuantity,
} from '../../kubernetes';
import {
  deriveOrExplain,
  exactly,
  objectsOf,
  observeEverywhere,
  shareOf,
} from './observeEverywhere';
import { Measurement } from './types';

/** How many objects of a kind there are. */
function countOf(
  id: string,
  title: string,
  kind: { resource: string; kind: string; group: string },
): Measurement {
  return {
    id,
    title,
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(
          inputs,
          [kind.resource],
          () => objectsOf(inputs, kind.kind, kind.group).length,
        ),
        inputs.now,
        count => exactly(count, `${count} ${title.toLowerCase()}`),
      ),
  };
}

const isTrue = (type: string) => (entry: InventoryObject) =>
  findCondition(entry.object, type)?.status === 'True';

const GPU = 'nvidia.com/gpu';

function gpusOf(entries: readonly InventoryObject[]): number {
  return entries.reduce(
    (sum, { object }) =>
      sum +
      (parseQuantity(
        String(asObject(object.status?.allocatable)[GPU] ?? '0'),
      ) ?? 0),
    0,
  );
}

/** GPUs that pods that have not ended ask for. */
function gpusAskedBy(pods: readonly InventoryObject[]): number {
  return pods
    .filter(({ object }) => {
      const phase = asText(object.status?.phase);
      return phase === 'Running' || phase === 'Pending';
    })
    .flatMap(({ object }) => asObjects(object.spec?.containers))
    .reduce((sum, container) => {
      const limits = asObject(asObject(container.resources).limits);
      return sum + (parseQuantity(String(limits[GPU] ?? '0')) ?? 0);
    }, 0);
}

/** Figures about objects. */
export const OBJECT_MEASUREMENTS: readonly Measurement[] = [
  countOf('ingresses', 'Ingresses', {
    resource: 'networking.k8s.io/ingresses',
    kind: 'Ingress',
    group: 'networking.k8s.io',
  }),
  countOf('disruption-budgets', 'Disruption budgets', {
    resource: 'policy/poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
    group: 'policy',
  }),
  countOf('autoscalers', 'Autoscalers', {
    resource: 'autoscaling/horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
    group: 'autoscaling',
  }),
  {
    id: 'nodes-ready',
    title: 'Nodes that are ready',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['nodes'], () => inputs.index.byKind('Node')),
        inputs.now,
        nodes => {
          const ready = nodes.filter(isTrue('Ready')).length;
          return exactly(ready, `${ready} of ${nodes.length} nodes are ready`);
        },
      ),
  },
  {
    id: 'certificates-ready-share',
    title: 'Certificates that are ready',
    unit: 'percent',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['cert-manager.io/certificates'], () =>
          objectsOf(inputs, 'Certificate', 'cert-manager.io'),
        ),
        inputs.now,
        all =>
          all.length === 0
            ? 'There is no certificate.'
            : shareOf(
                { good: all.filter(isTrue('Ready')).length, of: all.length },
                'certificates are ready',
              ),
      ),
  },
  {
    id: 'critical-vulnerabilities',
    title: 'Critical vulnerabilities that a scanner reports',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(
          inputs,
          ['aquasecurity.github.io/vulnerabilityreports'],
          () =>
            objectsOf(inputs, 'VulnerabilityReport', 'aquasecurity.github.io'),
        ),
        inputs.now,
        reports => {
          if (reports.length === 0)
            return 'No report of a vulnerability scanner is read.';
          const counts = reports.map(
            ({ object }) =>
              asNumber(
                asObject(asObject(object.report).summary).criticalCount,
              ) ?? 0,
          );
          const sum = counts.reduce((all, count) => all + count, 0);
          return exactly(sum, `${sum} in ${reports.length} reports`);
        },
      ),
  },
  {
    id: 'gpus-allocated-share',
    title: 'GPUs that pods have been given',
    unit: 'percent',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(inputs, ['nodes', 'pods'], () => ({
          there: gpusOf(inputs.index.byKind('Node')),
          asked: gpusAskedBy(inputs.index.byKind('Pod')),
        })),
        inputs.now,
        ({ there, asked }) =>
          there === 0
            ? 'No node offers a GPU.'
            : shareOf({ good: Math.min(asked, there), of: there }, 'GPUs'),
      ),
  },
];
