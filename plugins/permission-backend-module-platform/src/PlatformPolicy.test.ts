import { ConfigReader } from '@backstage/config';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  platformClusterReleasePermission,
  platformDeclarationCreatePermission,
  platformDeclarationDeletePermission,
  platformIncidentAcknowledgePermission,
  platformPermissions,
  readinessEvidenceRecordPermission,
  readinessExemptionApprovePermission,
  readinessExemptionRequestPermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  taskCreatePermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { readRoleAssignments } from './config';
import { PlatformPolicy } from './PlatformPolicy';
import { GRANTS, Role, ROLES } from './roles';

const assignments = readRoleAssignments(
  new ConfigReader({
    permission: {
      roles: Object.fromEntries(
        ROLES.map(role => [role, [`group:default/${role}s`]]),
      ),
    },
  }),
);
const policy = new PlatformPolicy({ assignments });

function userWith(...groups: string[]) {
  const userEntityRef = 'user:default/someone';
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] },
  } as Parameters<PlatformPolicy['handle']>[1];
}
const as = (role: Role) => userWith(`group:default/${role}s`);

describe('PlatformPolicy', () => {
  it.each(ROLES)('lets %s read the catalog', async role => {
    expect(
      await policy.handle(
        { permission: catalogEntityReadPermission },
        as(role),
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });

  it.each(ROLES)(
    'opens the Kubernetes API to %s only when that is the operator',
    async role => {
      for (const permission of [
        kubernetesProxyPermission,
        kubernetesResourcesReadPermission,
      ]) {
        const { result } = await policy.handle({ permission }, as(role));
        expect(result).toBe(
          role === 'operator' ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        );
      }
    },
  );

  it('denies everything to nobody, and to a user without a role', async () => {
    for (const user of [
      undefined,
      userWith(),
      userWith('group:default/strangers'),
    ]) {
      expect(
        await policy.handle({ permission: catalogEntityReadPermission }, user),
      ).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it('denies a permission that the table does not name, even to operators', async () => {
    const permission = createPermission({
      name: 'something.new',
      attributes: {},
    });
    expect(await policy.handle({ permission }, as('operator'))).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('lets data engineers create tasks and analysts not', async () => {
    const ask = { permission: taskCreatePermission };
    expect((await policy.handle(ask, as('data-engineer'))).result).toBe(
      AuthorizeResult.ALLOW,
    );
    expect((await policy.handle(ask, as('analyst'))).result).toBe(
      AuthorizeResult.DENY,
    );
  });

  it('limits data engineers to their own entities and tasks where the table says so', async () => {
    expect(
      await policy.handle(
        { permission: catalogEntityDeletePermission },
        as('data-engineer'),
      ),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { rule: 'IS_ENTITY_OWNER' },
    });
    expect(
      await policy.handle(
        { permission: taskReadPermission },
        as('data-engineer'),
      ),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { params: { createdBy: ['user:default/someone'] } },
    });
  });

  it.each([
    ['operator', AuthorizeResult.ALLOW],
    ['data-engineer', AuthorizeResult.CONDITIONAL],
    ['approver', AuthorizeResult.DENY],
    ['analyst', AuthorizeResult.DENY],
  ] as const)('lets %s speak of services: %s', async (role, result) => {
    for (const permission of [
      platformIncidentAcknowledgePermission,
      platformDeclarationCreatePermission,
      platformDeclarationDeletePermission,
    ]) {
      const decision = await policy.handle({ permission }, as(role));
      expect(decision.result).toBe(result);
    }
  });

  it('limits data engineers to services that they or their groups own', async () => {
    expect(
      await policy.handle(
        { permission: platformIncidentAcknowledgePermission },
        as('data-engineer'),
      ),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'platform',
      resourceType: 'platform-service',
      conditions: {
        rule: 'IS_SERVICE_OWNER',
        resourceType: 'platform-service',
        params: {
          owners: ['user:default/someone', 'group:default/data-engineers'],
        },
      },
    });
  });

  it.each([
    ['operator', ['ALLOW', 'ALLOW', 'ALLOW']],
    ['data-engineer', ['CONDITIONAL', 'CONDITIONAL', 'DENY']],
    ['approver', ['ALLOW', 'DENY', 'ALLOW']],
    ['analyst', ['DENY', 'DENY', 'DENY']],
  ] as const)(
    'lets %s ask for exemptions, record evidence, decide: %j',
    async (role, results) => {
      const permissions = [
        readinessExemptionRequestPermission,
        readinessEvidenceRecordPermission,
        readinessExemptionApprovePermission,
      ];
      const decisions = await Promise.all(
        permissions.map(permission => policy.handle({ permission }, as(role))),
      );
      expect(decisions.map(({ result }) => result)).toEqual(results);
    },
  );

  it('lets operators alone confirm that objects may go', async () => {
    for (const role of ROLES) {
      const { result } = await policy.handle(
        { permission: platformClusterReleasePermission },
        as(role),
      );
      expect([role, result]).toEqual([
        role,
        role === 'operator' ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      ]);
    }
  });

  it('has a line for every permission of our own plugins', () => {
    for (const { name } of platformPermissions) {
      expect([name, GRANTS.operator.has(name)]).toEqual([name, true]);
    }
  });
});

describe('readRoleAssignments', () => {
  it.each([
    [{}, /set permission.roles/],
    [
      { permission: { roles: { king: [] } } },
      /permission.roles.king is not a role; use one of/,
    ],
    [
      { permission: { roles: { operator: ['ops'] } } },
      /holds 'ops'; write a full entity ref/,
    ],
  ])('refuses %j with the cure', (data, message) => {
    expect(() => readRoleAssignments(new ConfigReader(data))).toThrow(message);
  });
});
