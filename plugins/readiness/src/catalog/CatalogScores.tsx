import { createContext, ReactNode, useContext, useMemo } from 'react';
import { ServiceScore } from '@254carbon/backstage-plugin-platform-common';
import { useReport } from '../hooks/useReadiness';

/** The scores of all services, asked for once a page and not once a row. */
export interface KnownScores {
  /** By entity ref in lower case; absent as long as nothing is known. */
  byRef?: ReadonlyMap<string, ServiceScore>;
  /** Why nothing is known, when it is not that the answer is still to come. */
  reason?: string;
}

const Scores = createContext<KnownScores | undefined>(undefined);

/** What is known of scores here; `undefined` outside of {@link CatalogScores}. */
export function useCatalogScores(): KnownScores | undefined {
  return useContext(Scores);
}

/** Gives scores to the columns and filters below it. */
export function CatalogScores(props: { children: ReactNode }) {
  const { data, error, forbidden } = useReport();
  const known = useMemo((): KnownScores => {
    if (data?.state === 'judged') {
      const entries = data.services.map((service): [string, ServiceScore] => [
        service.entityRef.toLowerCase(),
        service,
      ]);
      return { byRef: new Map(entries) };
    }
    if (data?.state === 'pending') return { reason: data.reason };
    if (forbidden) return { reason: 'You may not read readiness.' };
    return error
      ? { reason: `Readiness cannot be read: ${error.message}` }
      : {};
  }, [data, error, forbidden]);
  return <Scores.Provider value={known}>{props.children}</Scores.Provider>;
}
