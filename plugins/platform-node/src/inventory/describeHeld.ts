import { HeldObjects } from '@254carbon/backstage-plugin-platform-common';

/** What is said of held objects: how many, since when, why they are doubted, and what settles it. */
export function describeHeld(options: {
  cluster: string;
  /** Plural name of the kind. */
  resource: string;
  known: number;
  held: number;
  /** ISO 8601 UTC. */
  since: string;
  /** Why their absence is doubtful, as a part of a sentence. */
  doubt: string;
}): HeldObjects {
  const { cluster, resource, known, held, since, doubt } = options;
  return {
    count: held,
    since,
    reason: `Cluster ${cluster} lists ${
      known - held
    } of ${known} known ${resource} since ${since} (${doubt}); the missing ones are kept until their deletion is certain or an operator confirms it.`,
  };
}
