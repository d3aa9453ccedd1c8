import type { FaultPlan } from '@254carbon/platform-simulator';

/** One way in which the platform fails, the same for both sides. */
export interface PlatformFault {
  /** How a table names it. */
  title: string;
  plan: FaultPlan;
  /**
   * Whether it also cannot be found out what there is to read: for the portal the API server's discovery, for
   * the peer the list of clusters, which each asks first.
   */
  withoutDiscovery?: boolean;
}

const oneKind = { plurals: ['deployments'] };

/** The faults of the comparison, by name. */
export const PLATFORM_FAULTS = {
  none: { title: 'none', plan: { kind: 'none' } },
  forbidden: {
    title: 'one kind is forbidden (403)',
    plan: { kind: 'status', status: 403, match: oneKind },
  },
  unavailable: {
    title: 'every request is refused (503)',
    plan: { kind: 'status', status: 503 },
  },
  undiscovered: {
    title: 'discovery, for the peer the list of clusters, fails',
    plan: { kind: 'none' },
    withoutDiscovery: true,
  },
  truncated: {
    title: 'answers break off within the JSON',
    plan: { kind: 'truncate' },
  },
  empty: {
    title: 'one kind is listed as empty (200)',
    plan: { kind: 'empty', match: oneKind },
  },
} as const satisfies Record<string, PlatformFault>;

/** Name of a fault. */
export type FaultName = keyof typeof PLATFORM_FAULTS;
