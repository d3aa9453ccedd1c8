import type { ServiceCall } from '../types';

/** What a version calls things. Paths and fields were renamed after 3.2. */
export interface Dialect {
  version: string;
  definitions: string;
  runs: string;
  statistics: string;
  /** Prefix of fields: `processDefinitionCode`, `workflowDefinitionCode`. */
  word: 'process' | 'workflow';
  /** Statistics count under other names from 3.2.2 on. */
  newStatistics: boolean;
}

const CURRENT = '3.1.9';

/** The dialect of a version: `3.1.9`, `3.2.2`, `3.3.0`. */
export function dialectOf(version: string): Dialect {
  const [major = 3, minor = 1, patch = 0] = version.split('.').map(Number);
  const order = major * 10_000 + minor * 100 + patch;
  const word = order >= 30_300 ? 'workflow' : 'process';
  return {
    version,
    definitions: `${word}-definition`,
    runs: `${word}-instances`,
    statistics: `${word}-state-count`,
    word,
    newStatistics: order >= 30_202,
  };
}

/** The dialect of the server that is deployed, by its image. */
export function readDialect({ state, target }: ServiceCall): Dialect {
  const deployment = state.find('Deployment', target.namespace, target.name);
  const { template } = (deployment?.spec ?? {}) as {
    template?: { spec?: { containers?: { image?: string }[] } };
  };
  const image = template?.spec?.containers?.[0]?.image ?? '';
  return dialectOf(/:(\d+\.\d+\.\d+)/.exec(image)?.[1] ?? CURRENT);
}
