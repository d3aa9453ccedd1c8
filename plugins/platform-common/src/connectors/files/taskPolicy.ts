import {
  BuiltDocument,
  buildEnvironment,
  buildNetworkPolicy,
  containerSecurity,
  DocumentObject,
  egressOf,
  metadataOf,
  podSecurity,
  resourcesOf,
} from '../../manifests';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import type { WorkloadSettings } from './workloadSettings';

/** Label of the pods that DolphinScheduler starts for a pipeline. */
export const TASK_LABEL = '254carbon.com/pipeline-task';

function containerOf({
  environment,
  secrets,
}: WorkloadSettings): DocumentObject {
  return {
    '(name)': '*',
    env: buildEnvironment({
      environment: { CONNECTOR_DATA: '/data', ...environment },
      secrets,
    }),
    resources: resourcesOf('small'),
    securityContext: containerSecurity(),
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** The volume of a Deployment belongs to its pod; who looks whether all is well keeps nothing. */
function volumeOf(name: string, { runs }: ConnectorPlan): DocumentObject {
  return runs === 'always'
    ? { name: 'data', emptyDir: { sizeLimit: '256Mi' } }
    : { name: 'data', persistentVolumeClaim: { claimName: name } };
}

function podOf(
  name: string,
  plan: ConnectorPlan,
  settings: WorkloadSettings,
): DocumentObject {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    securityContext: podSecurity(),
    containers: [containerOf(settings)],
    volumes: [
      volumeOf(name, plan),
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
    ],
  };
}

/**
 * What DolphinScheduler cannot say about the pods it starts: it knows an image, a command and plain variables, and neither secrets nor security
 * contexts. So Kyverno, which the platform runs, adds both to pods with the label of this pipeline's tasks; a key stays a reference.
 */
function taskPolicy(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  settings: WorkloadSettings,
): BuiltDocument {
  const { name, namespace } = spec;
  return {
    file: 'deploy/taskpolicy.yaml',
    content: {
      apiVersion: 'kyverno.io/v1',
      kind: 'Policy',
      metadata: metadataOf(`${name}-task`, namespace),
      spec: {
        rules: [
          {
            name: 'complete-task-pods',
            match: {
              any: [
                {
                  resources: {
                    kinds: ['Pod'],
                    selector: { matchLabels: { [TASK_LABEL]: name } },
                  },
                },
              ],
            },
            mutate: {
              patchStrategicMerge: {
                metadata: {
                  annotations: { 'sidecar.istio.io/inject': 'false' },
                },
                spec: podOf(name, plan, settings),
              },
            },
          },
        ],
      },
    },
  };
}

/** What those pods may reach: the same as the workload. Nobody calls them. */
function taskNetwork(
  { name, namespace }: ConnectorSpec,
  settings: WorkloadSettings,
): BuiltDocument {
  const policy = buildNetworkPolicy({
    name: `${name}-task`,
    namespace,
    selector: { [TASK_LABEL]: name },
    ingress: [],
    egress: egressOf(settings),
  });
  return { ...policy, file: 'deploy/tasknetworkpolicy.yaml' };
}

/** The policies of the pods that DolphinScheduler starts: what they are given, and what they may reach. */
export function taskPolicies(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  settings: WorkloadSettings,
): BuiltDocument[] {
  return [taskPolicy(spec, plan, settings), taskNetwork(spec, settings)];
}
