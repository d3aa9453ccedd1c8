/**
 * Sign-in for development. The demo needs several people with different rights and has no identity
 * provider; so one chooses a role account and is signed in as its user. That is safe only where nobody
 * else can reach the portal: in production, or on an address that is not loopback, this module refuses
 * to load and the portal does not start.
 */
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { readRoleAccounts, RoleAccounts } from './readRoleAccounts';

/** Header in which the sign-in page names the chosen account. */
export const ROLE_HEADER = 'x-portal-role';

function createRoleProvider(accounts: RoleAccounts) {
  return createProxyAuthProviderFactory<{ account: string }>({
    authenticator: createProxyAuthenticator({
      defaultProfileTransform: async ({ account }: { account: string }) => ({
        profile: { displayName: accounts[account].title },
      }),
      initialize() {},
      async authenticate({ req }) {
        const account = req.header(ROLE_HEADER) ?? '';
        if (!Object.hasOwn(accounts, account)) {
          throw new AuthenticationError(
            `'${account}' is no role account; choose one of ${Object.keys(
              accounts,
            ).join(', ')}.`,
          );
        }
        return { result: { account } };
      },
    }),
    async signInResolver({ result }, context) {
      return context.signInWithCatalogUser({
        entityRef: accounts[result.account].user,
      });
    },
  });
}

/** Adds the sign-in provider `role` when `auth.providers.role.accounts` is configured. */
export const authModuleRoles = createBackendModule({
  pluginId: 'auth',
  moduleId: 'roles',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        const accounts = readRoleAccounts(config, process.env.NODE_ENV);
        if (!accounts) return;
        providers.registerProvider({
          providerId: 'role',
          factory: createRoleProvider(accounts),
        });
      },
    });
  },
});
