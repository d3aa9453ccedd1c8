import { BuiltDocument, buildEnvironment, metadataOf } from '../../manifests';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { PlannedSecret } from '../plan';

/** Label of the pods that DolphinScheduler starts for a pipeline. */
export const TASK_LABEL = '254carbon.com/pipeline-task';

/**
 * What DolphinScheduler cannot say about the pods it starts: it knows an image, a command and plain variables, and neither secrets nor security
 * contexts. So Kyverno, which the platform runs, adds both to pods with the label of this pipeline's tasks; a key stays a reference.
 */
export function taskPolicy(
  spec: ConnectorSpec,
  place: {
    readonly environment: Readonly<Record<string, string>>;
    readonly secrets: readonly PlannedSecret[];
  },
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
                spec: {
                  serviceAccountName: name,
                  automountServiceAccountToken: false,
                  securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 10001,
                    runAsGroup: 10001,
                    fsGroup: 10001,
                    seccompProfile: { type: 'RuntimeDefault' },
                  },
                  containers: [
                    {
                      '(name)': '*',
                      env: buildEnvironment({
                        environment: {
                          CONNECTOR_DATA: '/data',
                          ...place.environment,
                        },
                        secrets: place.secrets,
                      }),
                      resources: {
                        requests: { cpu: '50m', memory: '128Mi' },
                        limits: { cpu: '500m', memory: '256Mi' },
                      },
                      securityContext: {
                        allowPrivilegeEscalation: false,
                        readOnlyRootFilesystem: true,
                        capabilities: { drop: ['ALL'] },
                      },
                      volumeMounts: [
                        { name: 'data', mountPath: '/data' },
                        { name: 'tmp', mountPath: '/tmp' },
                      ],
                    },
                  ],
                  volumes: [
                    {
                      name: 'data',
                      persistentVolumeClaim: { claimName: name },
                    },
                    { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
                  ],
                },
              },
            },
          },
        ],
      },
    },
  };
}
