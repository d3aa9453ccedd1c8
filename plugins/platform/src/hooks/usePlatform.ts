/** What the pages ask the platform's backend for; each answer is renewed when the backend signals a change. */
import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  INCIDENTS_CHANGED_CHANNEL,
  platformContract,
  SERVICES_CHANGED_CHANNEL,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Query,
  useContractClient,
  useQuery,
  useUpdatesPaused,
} from '@254carbon/backstage-plugin-platform-react';
import { askServices, WantedServices } from './askServices';

/** Without a signal the page is renewed this often, so that it stays true when signals are off. */
const REFRESH_MS = 30_000;

/** The typed client of the platform's API. */
export function usePlatformClient() {
  return useContractClient(platformContract);
}

/** Asks again when the backend signals a change, unless updates are paused: resuming asks again by itself. */
function useReloadOnSignal<T>(query: Query<T>, channel: string): Query<T> {
  const { lastSignal } = useSignal(channel);
  const paused = useUpdatesPaused();
  const { reload } = query;
  const seen = useRef(lastSignal);
  useEffect(() => {
    if (lastSignal === seen.current || paused) return;
    seen.current = lastSignal;
    reload();
  }, [lastSignal, reload, paused]);
  return query;
}

/** Every service, in short; renewed when something changes. */
export function useServices() {
  const client = usePlatformClient();
  const query = useQuery({
    key: 'services',
    load: signal =>
      askServices({ client, wanted: { questions: [{}] }, signal }),
    refreshMs: REFRESH_MS,
  });
  return useReloadOnSignal(query, SERVICES_CHANGED_CHANNEL);
}

/** The services that are wanted, in short; renewed when something changes. `key` tells what is wanted. */
export function useWantedServices<T>(options: {
  key: string;
  /** Says which services are wanted, and what else is to be known of them. */
  want: () => Promise<WantedServices & { more: T }>;
}) {
  const { key, want } = options;
  const client = usePlatformClient();
  const query = useQuery({
    key,
    load: async signal => {
      const wanted = await want();
      const services = await askServices({ client, wanted, signal });
      return { ...services, more: wanted.more };
    },
    refreshMs: REFRESH_MS,
  });
  return useReloadOnSignal(query, SERVICES_CHANGED_CHANNEL);
}

/** One service with everything that its page shows; renewed when something changes. */
export function useService(id: string) {
  const client = usePlatformClient();
  const query = useQuery({
    key: id,
    load: signal => client.getService({ params: { id } }, { signal }),
    refreshMs: REFRESH_MS,
  });
  return useReloadOnSignal(
    useReloadOnSignal(query, SERVICES_CHANGED_CHANNEL),
    INCIDENTS_CHANGED_CHANNEL,
  );
}

/** Changes of state in the last hour; renewed when something changes. */
export function useChanges() {
  const client = usePlatformClient();
  const query = useQuery({
    key: 'changes',
    load: signal => client.listChanges({ query: { minutes: 60 } }, { signal }),
    refreshMs: REFRESH_MS,
  });
  return useReloadOnSignal(query, SERVICES_CHANGED_CHANNEL);
}

/** What is down or degraded now, and what was closed in so many minutes; renewed when something changes. */
export function useIncidents(closedMinutes: number) {
  const client = usePlatformClient();
  const query = useQuery({
    key: `incidents ${closedMinutes}`,
    load: signal =>
      client.listIncidents({ query: { closedMinutes } }, { signal }),
    refreshMs: REFRESH_MS,
  });
  return useReloadOnSignal(
    useReloadOnSignal(query, SERVICES_CHANGED_CHANNEL),
    INCIDENTS_CHANGED_CHANNEL,
  );
}

/** What was declared about services, planned and active; renewed when something changes. */
export function useDeclarations() {
  const client = usePlatformClient();
  const query = useQuery({
    key: 'declarations',
    load: signal => client.listDeclarations({ query: {} }, { signal }),
    refreshMs: REFRESH_MS,
  });
  return useReloadOnSignal(query, INCIDENTS_CHANGED_CHANNEL);
}
