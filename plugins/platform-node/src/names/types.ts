import { NamedKind } from '@254carbon/backstage-plugin-platform-common';

/**
 * Names of objects of kinds that are declared somewhere and that the portal does not hold: roles, Secrets, custom resources
 * that nobody else asks for. Only so can be said whether what is declared is there; what is in them is never asked for.
 */
export interface PlatformNames {
  /** One entry for each cluster and kind that was asked for; the very same array when nothing changed. */
  current(): readonly NamedKind[];
  /** Calls `listener` after a round that changed something; gives the function that stops that. */
  onChange(listener: () => void): () => void;
}
