/**
 * Services as resources of permissions, so that a policy can say "only what is theirs". The policy names the
 * owners; this plugin knows whose each service is.
 */
import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  IS_SERVICE_OWNER,
  platformClusterReadPermission,
  platformClusterReleasePermission,
  platformDeclarationCreatePermission,
  platformDeclarationDeletePermission,
  platformIncidentAcknowledgePermission,
  platformObjectReadPermission,
  platformServiceReadPermission,
  RESOURCE_TYPE_PLATFORM_SERVICE,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { PlatformView } from '../view/createView';

/** What a rule may know of a service. */
export interface ServiceResource {
  id: string;
  /** Entity ref: `group:default/data-engineering`. */
  owner: string;
}

const serviceResourceRef = createPermissionResourceRef<
  ServiceResource,
  { owners: string[] }
>().with({
  pluginId: 'platform',
  resourceType: RESOURCE_TYPE_PLATFORM_SERVICE,
});

/** Owned by one of the given entities; refs are compared without regard to case, as everywhere in Backstage. */
export const isServiceOwner = createPermissionRule({
  name: IS_SERVICE_OWNER,
  description: 'Allow services that one of the given entities owns',
  resourceRef: serviceResourceRef,
  paramsSchema: z.object({
    owners: z.array(z.string()).describe('Entity refs of users or groups'),
  }),
  apply: (service, { owners }) =>
    owners.some(
      owner =>
        owner.toLocaleLowerCase('en') === service.owner.toLocaleLowerCase('en'),
    ),
  toQuery: ({ owners }) => ({ owners }),
});

/** Tells the permission system what there is to decide about, and how to find whose a service is. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  view: PlatformView,
): void {
  registry.addPermissions([
    platformServiceReadPermission,
    platformClusterReadPermission,
    platformObjectReadPermission,
    platformClusterReleasePermission,
  ]);
  registry.addResourceType({
    resourceRef: serviceResourceRef,
    permissions: [
      platformIncidentAcknowledgePermission,
      platformDeclarationCreatePermission,
      platformDeclarationDeletePermission,
    ],
    rules: [isServiceOwner],
    async getResources(refs) {
      const { services } = await view.current();
      return refs.map(ref => {
        const found = services.find(
          ({ id, formerIds }) => id === ref || formerIds.includes(ref),
        );
        return found && { id: found.id, owner: found.owner };
      });
    },
  });
}
