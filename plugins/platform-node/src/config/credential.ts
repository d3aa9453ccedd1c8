import { ClusterConfig, ClusterCredential } from './types';

/** Where Kubernetes mounts the identity of a pod. */
export const POD_IDENTITY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What decides how the portal identifies itself, as Backstage's `kubernetes:` block has it. */
interface CredentialInput {
  name: string;
  authProvider?: string;
  serviceAccountToken?: string;
}

/**
 * The identity to use for a cluster, or why there is none. An authentication provider that needs a person
 * or a cloud account cannot feed a reader that runs without either.
 */
export function chooseCredential(
  input: CredentialInput,
): Pick<ClusterConfig, 'credential' | 'unusable'> {
  const { name, authProvider = 'serviceAccount', serviceAccountToken } = input;
  if (serviceAccountToken) {
    const credential: ClusterCredential = {
      type: 'token',
      token: serviceAccountToken,
    };
    return { credential };
  }
  if (authProvider === 'serviceAccount') {
    return {
      credential: { type: 'token-file', path: `${POD_IDENTITY}/token` },
    };
  }
  if (authProvider === 'localKubectlProxy') {
    return { credential: { type: 'none' } };
  }
  return {
    credential: { type: 'none' },
    unusable: `Cluster ${name} uses authProvider "${authProvider}", which the portal's reader cannot use; give it authProvider: serviceAccount with a serviceAccountToken.`,
  };
}
