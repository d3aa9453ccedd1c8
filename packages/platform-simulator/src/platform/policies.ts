/** The baseline policies. They watch and do not enforce, so each violation is a report and none was ever refused. */
import { KubernetesObject } from '../kubernetes/types';
import { BuildContext, DAY, custom } from './build';

/** One policy: its name, how bad a violation is, and what it says of one container of a pod template. */
export interface BaselinePolicy {
  name: string;
  title: string;
  severity: 'low' | 'medium' | 'high';
  message: string;
  /** The pattern as it stands in the ClusterPolicy, for a container. */
  pattern: Record<string, unknown>;
  /** True when the container meets it. */
  meets(container: PolicyContainer): boolean;
}

/** The part of a container that policies look at. */
export interface PolicyContainer {
  name: string;
  image: string;
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    runAsNonRoot?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
    seccompProfile?: { type?: string };
  };
}

/** The policies of the platform-policies chart, with the four that the roadmap names first. */
export const BASELINE_POLICIES: BaselinePolicy[] = [
  {
    name: 'disallow-privilege-escalation',
    title: 'Disallow privilege escalation',
    severity: 'high',
    message: 'allowPrivilegeEscalation must be set to false',
    pattern: { securityContext: { allowPrivilegeEscalation: false } },
    meets: it => it.securityContext?.allowPrivilegeEscalation === false,
  },
  {
    name: 'require-run-as-nonroot',
    title: 'Require running as non-root',
    severity: 'high',
    message: 'runAsNonRoot must be set to true',
    pattern: { securityContext: { runAsNonRoot: true } },
    meets: it => it.securityContext?.runAsNonRoot === true,
  },
  {
    name: 'require-drop-all-capabilities',
    title: 'Require dropping all capabilities',
    severity: 'medium',
    message: 'containers must drop ALL capabilities',
    pattern: { securityContext: { capabilities: { drop: ['ALL'] } } },
    meets: it =>
      it.securityContext?.capabilities?.drop?.includes('ALL') === true,
  },
  {
    name: 'require-seccomp-profile',
    title: 'Require a seccomp profile',
    severity: 'medium',
    message: 'seccompProfile must be RuntimeDefault',
    pattern: {
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    },
    meets: it => it.securityContext?.seccompProfile?.type === 'RuntimeDefault',
  },
  {
    name: 'disallow-latest-tag',
    title: 'Disallow the tag latest',
    severity: 'medium',
    message: 'an image must have a tag other than latest',
    pattern: { image: '!*:latest*' },
    meets: it => !/:latest/.test(it.image),
  },
  {
    name: 'require-requests-limits',
    title: 'Require requests and limits',
    severity: 'medium',
    message: 'cpu and memory requests and limits are required',
    pattern: {
      resources: {
        requests: { cpu: '?*', memory: '?*' },
        limits: { cpu: '?*', memory: '?*' },
      },
    },
    meets: it =>
      ['cpu', 'memory'].every(
        unit =>
          it.resources?.requests?.[unit] !== undefined &&
          it.resources?.limits?.[unit] !== undefined,
      ),
  },
  {
    name: 'require-readonly-rootfs',
    title: 'Require a read-only root filesystem',
    severity: 'low',
    message: 'readOnlyRootFilesystem must be set to true',
    pattern: { securityContext: { readOnlyRootFilesystem: true } },
    meets: it => it.securityContext?.readOnlyRootFilesystem === true,
  },
];

/** The ClusterPolicies. */
export function policies(context: BuildContext): KubernetesObject[] {
  return BASELINE_POLICIES.map(policy =>
    custom(context, {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      name: policy.name,
      age: 20 * DAY,
      labels: { 'argocd.argoproj.io/instance': 'platform-policies' },
      annotations: {
        'policies.kyverno.io/title': policy.title,
        'policies.kyverno.io/severity': policy.severity,
      },
      spec: {
        validationFailureAction: 'Audit',
        background: true,
        rules: [
          {
            name: policy.name,
            match: {
              any: [{ resources: { kinds: ['Pod'] } }],
            },
            validate: {
              message: policy.message,
              pattern: { spec: { containers: [policy.pattern] } },
            },
          },
        ],
      },
      status: {
        ready: true,
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'Succeeded',
            message: 'Ready',
            lastTransitionTime: context.ago(20 * DAY),
          },
        ],
      },
    }),
  );
}
