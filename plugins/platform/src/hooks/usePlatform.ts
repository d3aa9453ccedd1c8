import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  platformContract,
  SERVICES_CHANGED_CHANNEL,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Query,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';

/** Without a signal the page is renewed this often, so that it stays true when signals are off. */
const REFRESH_MS = 30_000;

/** Asks again when the backend signals that services changed. */
function useReloadOnSignal<T>(query: Query<T>): Query<T> {
  const { lastSignal } = useSignal(SERVICES_CHANGED_CHANNEL);
  const { reload } = query;
  const seen = useRef(lastSignal);
  useEffect(() => {
    if (lastSignal === seen.current) return;
    seen.current = lastSignal;
    reload();
  }, [lastSignal, reload]);
  return query;
}

/** Every service with its state; renewed when something changes. */
export function useServices() {
  const client = useContractClient(platformContract);
  return useReloadOnSignal(
    useQuery({
      key: 'services',
      load: signal => client.listServices({}, { signal }),
      refreshMs: REFRESH_MS,
    }),
  );
}

/** One service with its workloads, events and evidence; renewed when something changes. */
export function useService(id: string) {
  const client = useContractClient(platformContract);
  return useReloadOnSignal(
    useQuery({
      key: id,
      load: signal => client.getService({ params: { id } }, { signal }),
      refreshMs: REFRESH_MS,
    }),
  );
}

/** Changes of state in the last hour; renewed when something changes. */
export function useChanges() {
  const client = useContractClient(platformContract);
  return useReloadOnSignal(
    useQuery({
      key: 'changes',
      load: signal =>
        client.listChanges({ query: { minutes: 60 } }, { signal }),
      refreshMs: REFRESH_MS,
    }),
  );
}
