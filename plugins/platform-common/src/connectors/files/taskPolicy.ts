import {
  BuiltDocument,
  buildEnvironment,
  containerSecurity,
  DocumentObject,
  metadataOf,
  podSecurity,
  resourcesOf,
} from '../../manifests';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { PlannedSecret } from '../plan';

/** Label of the pods that DolphinScheduler starts for a pipeline. */
export const TASK_LABEL = '254carbon.com/pipeline-task';

interface Place {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly PlannedSecret[];
}

function containerOf({ environment, secrets }: Place): DocumentObject {
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

function podOf(name: string, place: Place): DocumentObject {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    securityContext: podSecurity(),
    containers: [containerOf(place)],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: name } },
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
    ],
  };
}

/**
 * What DolphinScheduler cannot say about the pods it starts: it knows an image, a command and plain variables, and neither secrets nor security
 * contexts. So Kyverno, which the platform runs, adds both to pods with the label of this pipeline's tasks; a key stays a reference.
 */
export function taskPolicy(spec: ConnectorSpec, place: Place): BuiltDocument {
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
                spec: podOf(name, place),
              },
            },
          },
        ],
      },
    },
  };
}
