import { StoredVerdict } from '@254carbon/backstage-plugin-platform-common';
import { RouteContext } from './context';

const MOST = 100;

/** Verdicts as they were stored. */
export function listVerdicts({ store }: RouteContext) {
  return async (input: {
    query: { service?: string; rule?: string; since?: string };
  }): Promise<{ verdicts: StoredVerdict[] }> => {
    const { service, rule, since } = input.query;
    const verdicts = await store.verdicts({
      serviceId: service,
      ruleId: rule,
      ...(since ? { since: new Date(since).toISOString() } : {}),
      limit: MOST,
    });
    return { verdicts };
  };
}
