import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  createPermission,
} from '@backstage/plugin-permission-common';
import { pipelinePermissions } from './pipelines';

export * from './pipelines';

/** See services of the platform, their state and their evidence. */
export const platformServiceReadPermission = createPermission({
  name: 'platform.service.read',
  attributes: { action: 'read' },
});

/** See the state of cluster readers: what can and cannot be read, and why. */
export const platformClusterReadPermission = createPermission({
  name: 'platform.cluster.read',
  attributes: { action: 'read' },
});

/** See any object by name, in clusters and manifests, and why it is or is not in the portal. */
export const platformObjectReadPermission = createPermission({
  name: 'platform.object.read',
  attributes: { action: 'read' },
});

/** Resource type of a service of the platform; a resource ref is the service's id. */
export const RESOURCE_TYPE_PLATFORM_SERVICE = 'platform-service';

/** Name of the rule that a service of the platform is owned by one of some entities. */
export const IS_SERVICE_OWNER = 'IS_SERVICE_OWNER';

/** Decides for services that one of `owners` (entity refs) owns, and against all others. */
export function decideForOwners(
  owners: readonly string[],
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'platform',
    resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
    conditions: {
      rule: IS_SERVICE_OWNER,
      resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
      params: { owners: [...owners] },
    },
  };
}

/** Say that one has seen an incident of a service, and take that back. */
export const platformIncidentAcknowledgePermission = createPermission({
  name: 'platform.incident.acknowledge',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** Declare that a service is meant to be down, or is under maintenance. */
export const platformDeclarationCreatePermission = createPermission({
  name: 'platform.declaration.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** Take a declaration about a service back. */
export const platformDeclarationDeletePermission = createPermission({
  name: 'platform.declaration.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** Confirm that objects that are held back, or a cluster that is no longer configured, may go. */
export const platformClusterReleasePermission = createPermission({
  name: 'platform.cluster.release',
  attributes: { action: 'update' },
});

/** See readiness scores, verdicts and their evidence. */
export const readinessReadPermission = createPermission({
  name: 'readiness.report.read',
  attributes: { action: 'read' },
});

/** Have readiness judged now instead of at the next scheduled time. */
export const readinessEvaluatePermission = createPermission({
  name: 'readiness.report.evaluate',
  attributes: { action: 'update' },
});

/**
 * Ask that a rule is not held against a service for a while, and end an exemption early: ending one makes the score
 * stricter and needs no second pair of eyes.
 */
export const readinessExemptionRequestPermission = createPermission({
  name: 'readiness.exemption.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** Decide on an exemption that somebody else asked for. */
export const readinessExemptionApprovePermission = createPermission({
  name: 'readiness.exemption.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** Record what people proved by hand about a service, and withdraw it. */
export const readinessEvidenceRecordPermission = createPermission({
  name: 'readiness.evidence.record',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** List and read the repositories that the portal keeps. */
export const localGitRepositoryReadPermission = createPermission({
  name: 'local-git.repository.read',
  attributes: { action: 'read' },
});

/** Create repositories in the portal and push to them. */
export const localGitRepositoryCreatePermission = createPermission({
  name: 'local-git.repository.create',
  attributes: { action: 'create' },
});

/** Every permission of the platform plugins, for the policy and for tests of documents. */
export const platformPermissions = [
  platformServiceReadPermission,
  platformClusterReadPermission,
  platformObjectReadPermission,
  platformIncidentAcknowledgePermission,
  platformDeclarationCreatePermission,
  platformDeclarationDeletePermission,
  platformClusterReleasePermission,
  readinessReadPermission,
  readinessEvaluatePermission,
  readinessExemptionRequestPermission,
  readinessExemptionApprovePermission,
  readinessEvidenceRecordPermission,
  localGitRepositoryReadPermission,
  localGitRepositoryCreatePermission,
  ...pipelinePermissions,
];
