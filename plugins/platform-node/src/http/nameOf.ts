import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

interface LoosePrincipal {
  type?: string;
  userEntityRef?: string;
  subject?: string;
}

/**
 * Who is speaking: the entity ref of a user, or `service:<subject>` for another plugin or an agent.
 *
 * @throws NotAllowedError when nobody is.
 */
export function nameOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = (principal ?? {}) as LoosePrincipal;
  if (userEntityRef) return userEntityRef;
  if (subject) return `service:${subject}`;
  throw new NotAllowedError(
    'What people say is kept with their name; sign in first.',
  );
}
