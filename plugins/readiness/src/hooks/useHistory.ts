/** What is remembered of scores and verdicts, and what follows from it. */
import { useQuery } from '@254carbon/backstage-plugin-platform-react';
import { Scope } from '../scope';
import { orMissing, useReadinessClient } from './useReadiness';

const REFRESH_MS = 60_000;

/** The query of a route about a scope; the platform needs no id. */
function scopeQuery({ scope, id }: Scope) {
  return scope === 'platform' ? { scope } : { scope, id };
}

/** One score over the last days, with the gaps in which nobody judged. */
export function useHistory(of: Scope, days: number) {
  const client = useReadinessClient();
  return useQuery({
    key: `history ${of.scope} ${of.id} ${days}`,
    load: signal =>
      orMissing(
        client.getHistory(
          {
            query: {
              ...scopeQuery(of),
              since: new Date(Date.now() - days * 86_400_000).toISOString(),
            },
          },
          { signal },
        ),
      ),
    refreshMs: REFRESH_MS,
  });
}

/** Why a score changed between two moments (ISO 8601); since a day ago, and until now, unless given. */
export function useChange(of: Scope, between: { from?: string; to?: string }) {
  const client = useReadinessClient();
  const { from, to } = between;
  return useQuery({
    key: `change ${of.scope} ${of.id} ${from} ${to}`,
    load: signal =>
      orMissing(
        client.explainChange(
          { query: { ...scopeQuery(of), from, to } },
          { signal },
        ),
      ),
    // Between two moments of the past nothing changes any more.
    refreshMs: to ? undefined : REFRESH_MS,
  });
}

/** The smallest set of fixes that reaches a target: a level, or a percentage. */
export function usePlan(of: Scope, target: string) {
  const client = useReadinessClient();
  return useQuery({
    key: `plan ${of.scope} ${of.id} ${target}`,
    load: signal =>
      orMissing(
        client.getPlan({ query: { ...scopeQuery(of), target } }, { signal }),
      ),
    refreshMs: REFRESH_MS,
  });
}

/** A page of verdicts as they were stored, service by service, the newest first: of a service, of a rule, or of both. */
export function useVerdictRecords(
  about: { service?: string; rule?: string },
  cursor?: string,
) {
  const client = useReadinessClient();
  return useQuery({
    key: `verdicts ${about.service} ${about.rule} ${cursor}`,
    load: signal =>
      client.listVerdicts({ query: { ...about, cursor } }, { signal }),
  });
}

/** Remembered facts judged by other settings of rules; changes nothing. */
export function useReplay(request: {
  at?: string;
  weights: Readonly<Record<string, number>>;
  disabledRules: readonly string[];
}) {
  const client = useReadinessClient();
  const { at, weights, disabledRules } = request;
  return useQuery({
    key: `replay ${JSON.stringify(request)}`,
    load: signal =>
      client.replay(
        {
          body: {
            at,
            weights: { ...weights },
            disabledRules: [...disabledRules],
          },
        },
        { signal },
      ),
  });
}
