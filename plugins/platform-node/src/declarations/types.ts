/**
 * What people declared in the portal about services, for every plugin of this process. It is remembered by
 * `platform-backend`, because a root service has no database; what lies here is its newest copy. Readiness and the
 * catalog lay it upon the live services, so that a page, a score and an entity say the same about what is meant to be.
 */
import { Declaration } from '@254carbon/backstage-plugin-platform-common';

/** What is known of the declarations at one moment. */
export interface DeclarationsView {
  /** Planned and active; the very same array as long as nothing changed. */
  declarations: readonly Declaration[];
  /** Whether they were read once; before that, none being here does not mean that there are none. */
  isKnown: boolean;
  /** Why they may be old, as a sentence; absent when they are not. */
  caveat?: string;
}

/** The newest copy of what was declared. */
export interface PlatformDeclarations {
  current(): DeclarationsView;
  /** Replaces the copy; who remembers declarations calls it after every change, and regularly for those of other replicas. */
  publish(declarations: readonly Declaration[]): void;
  /** Says that they could not be read; what is known stays, with the reason. */
  fail(reason: string): void;
  /** Calls `listener` after a change of what was declared; gives the function that stops that. */
  onChange(listener: () => void): () => void;
}
