/** What people say about readiness: exemptions, what they proved by hand, and what documents claim. */
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@254carbon/backstage-plugin-platform-react';
import { useReadinessClient } from './useReadiness';

const REFRESH_MS = 60_000;

/** Exemptions of a service, of a rule, or all of them. */
export function useExemptions(about: { service?: string; rule?: string } = {}) {
  const client = useReadinessClient();
  return useQuery({
    key: `exemptions ${about.service} ${about.rule}`,
    load: signal => client.listExemptions({ query: about }, { signal }),
    refreshMs: REFRESH_MS,
  });
}

/** What was proved by hand, also what expired or was taken back. */
export function useEvidence(about: { service?: string; rule?: string } = {}) {
  const client = useReadinessClient();
  return useQuery({
    key: `evidence ${about.service} ${about.rule}`,
    load: signal =>
      client.listEvidence({ query: { ...about, which: 'all' } }, { signal }),
    refreshMs: REFRESH_MS,
  });
}

/** Entity ref of who is signed in; `undefined` until it is known. */
export function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    key: 'me',
    load: () => identity.getBackstageIdentity(),
  });
  return data?.userEntityRef;
}

/** Every KPI with how it stands, and how it went in the last 30 days. */
export function useKpis() {
  const client = useReadinessClient();
  return useQuery({
    key: 'kpis',
    load: signal => client.listKpis({ query: {} }, { signal }),
    refreshMs: REFRESH_MS,
  });
}

/** What documents claimed, beside what is computed. */
export function useClaims() {
  const client = useReadinessClient();
  return useQuery({
    key: 'claims',
    load: signal => client.listClaims({}, { signal }),
    refreshMs: REFRESH_MS,
  });
}
