import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { RoleAssignments } from './PlatformPolicy';
import { Role, ROLES } from './roles';

const KEY = 'permission.roles';

/**
 * Reads `permission.roles`: which groups have which role.
 *
 * @throws InputError naming the key and the cure when the block is missing, names a role that does not
 * exist, or holds something that is no entity ref.
 */
export function readRoleAssignments(config: Config): RoleAssignments {
  const block = config.getOptionalConfig(KEY);
  if (!block) {
    throw new InputError(
      `Nobody could use the portal: set ${KEY} to the groups of each role (${ROLES.join(
        ', ',
      )}).`,
    );
  }
  const unknown = block.keys().filter(key => !ROLES.includes(key as Role));
  if (unknown.length > 0) {
    throw new InputError(
      `${KEY}.${unknown[0]} is not a role; use one of ${ROLES.join(', ')}.`,
    );
  }
  const entries = ROLES.map(role => {
    const refs = block.getOptionalStringArray(role) ?? [];
    const wrong = refs.find(
      ref => !/^(group|user):[a-z0-9-]+\/[a-zA-Z0-9._-]+$/.test(ref),
    );
    if (wrong !== undefined) {
      throw new InputError(
        `${KEY}.${role} holds '${wrong}'; write a full entity ref such as group:default/platform-engineering.`,
      );
    }
    return [role, refs];
  });
  return Object.freeze(Object.fromEntries(entries)) as RoleAssignments;
}
