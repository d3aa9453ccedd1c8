import { BackstageUserInfo } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  scaffolderTaskConditions,
  createScaffolderTaskConditionalDecision,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import {
  decideForOwners,
  RESOURCE_TYPE_PLATFORM_SERVICE,
} from '@254carbon/backstage-plugin-platform-common';
import { Role, ROLES, strongestGrant } from './roles';

const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** Which groups of the catalog have which role: role to entity refs of groups or users. */
export type RoleAssignments = Readonly<Record<Role, readonly string[]>>;

/** Roles that a user has through what it belongs to. */
export function rolesOf(
  info: BackstageUserInfo,
  assignments: RoleAssignments,
): Role[] {
  const refs = new Set(info.ownershipEntityRefs);
  return ROLES.filter(role => assignments[role].some(ref => refs.has(ref)));
}

function ownOnly(
  permission: Permission,
  info: BackstageUserInfo,
): PolicyDecision {
  if (isResourcePermission(permission, 'catalog-entity')) {
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({ claims: info.ownershipEntityRefs }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [info.userEntityRef] }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_PLATFORM_SERVICE)) {
    return decideForOwners(info.ownershipEntityRefs);
  }
  return DENY;
}

/**
 * Decides by the table in `roles.ts`. Without a signed-in user, without a role, or for a permission that
 * the table does not name, the answer is no.
 */
export class PlatformPolicy implements PermissionPolicy {
  readonly #assignments: RoleAssignments;

  constructor(options: { assignments: RoleAssignments }) {
    this.#assignments = options.assignments;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return DENY;
    const grant = strongestGrant(
      rolesOf(user.info, this.#assignments),
      request.permission.name,
    );
    if (!grant) return DENY;
    return grant === 'all' ? ALLOW : ownOnly(request.permission, user.info);
  }
}
