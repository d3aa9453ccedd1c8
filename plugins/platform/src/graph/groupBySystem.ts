import { SystemId, SYSTEMS } from '@254carbon/backstage-plugin-platform-common';

/** Names of the systems, which are the layers of the platform, for people. */
export const SYSTEM_TITLES: Record<SystemId, string> = {
  edge: 'Edge',
  gateway: 'Gateway',
  data: 'Data',
  storage: 'Storage',
  'machine-learning': 'Machine learning',
  observability: 'Observability',
  delivery: 'Delivery',
  security: 'Security',
  substrate: 'Substrate',
};

/** Things by layer, in the order in which a request meets the layers; what has none comes last. Empty layers are left out. */
export function groupBySystem<T extends { system?: SystemId }>(
  things: readonly T[],
  compare: (a: T, b: T) => number,
): { key: string; title: string; members: T[] }[] {
  const layers = [...SYSTEMS, undefined].map(system => ({
    key: system ?? 'none',
    title: system ? SYSTEM_TITLES[system] : 'No layer',
    members: things.filter(thing => thing.system === system).sort(compare),
  }));
  return layers.filter(({ members }) => members.length > 0);
}
