import { Profile } from './types';

/**
 * Refuses profiles that cannot be right.
 *
 * @throws Error with one sentence that names the profile and the cure.
 */
export function proveProfiles(profiles: readonly Profile[]): void {
  if (profiles.some(profile => !profile.id))
    throw new Error('Give every profile an id.');
}
