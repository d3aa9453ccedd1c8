import { createPermission } from '@backstage/plugin-permission-common';

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
  readinessReadPermission,
  readinessEvaluatePermission,
  localGitRepositoryReadPermission,
  localGitRepositoryCreatePermission,
];
