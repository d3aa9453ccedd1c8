import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';
import { useState } from 'react';
import { RoleAccount, RoleChooser } from './RoleChooser';

const STORED_ROLE = '254carbon.role-account';

/** Signing out must forget the chosen account, or the next page load would sign in with it again. */
function forgettingRole(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      window.sessionStorage.removeItem(STORED_ROLE);
      await identity.signOut();
    },
  };
}

function RoleSignIn(props: SignInPageProps & { accounts: RoleAccount[] }) {
  const { accounts, onSignInSuccess } = props;
  const [role, setRole] = useState(() => {
    const stored = window.sessionStorage.getItem(STORED_ROLE);
    return accounts.some(account => account.name === stored) ? stored : null;
  });
  if (!role) {
    return (
      <RoleChooser
        accounts={accounts}
        onChoose={name => {
          window.sessionStorage.setItem(STORED_ROLE, name);
          setRole(name);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="role"
      headers={{ 'x-portal-role': role }}
      onSignInSuccess={identity => onSignInSuccess(forgettingRole(identity))}
    />
  );
}

/**
 * With role accounts configured, one chooses an account; otherwise the identity comes from the proxy in
 * front of the portal, whose provider `app.signIn.provider` names.
 */
export function PortalSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const accounts = config.getOptionalConfig('auth.providers.role.accounts');
  if (!accounts) {
    const provider =
      config.getOptionalString('app.signIn.provider') ?? 'cfaccess';
    return <ProxiedSignInPage {...props} provider={provider} />;
  }
  const list = accounts.keys().map(name => ({
    name,
    title: accounts.getString(`${name}.title`),
    description: accounts.getString(`${name}.description`),
  }));
  return <RoleSignIn {...props} accounts={list} />;
}
