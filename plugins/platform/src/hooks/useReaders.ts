/** What the pages ask about readers: clusters, manifests, the platform's own APIs, single objects. */
import { useQuery } from '@254carbon/backstage-plugin-platform-react';
import { usePlatformClient } from './usePlatform';

const REFRESH_MS = 15_000;
const SUGGESTIONS = 12;

/** How well each cluster can be read, and what is held back. */
export function useClusters() {
  const client = usePlatformClient();
  return useQuery({
    key: 'clusters',
    load: signal => client.listClusters({}, { signal }),
    refreshMs: REFRESH_MS,
  });
}

/** The sources of manifests with what is wrong in them. */
export function useManifests() {
  const client = usePlatformClient();
  return useQuery({
    key: 'manifests',
    load: signal => client.listManifests({}, { signal }),
    refreshMs: REFRESH_MS,
  });
}

/** What is read from the platform's own APIs. */
export function useTelemetry() {
  const client = usePlatformClient();
  return useQuery({
    key: 'telemetry',
    load: signal => client.listTelemetry({}, { signal }),
    refreshMs: REFRESH_MS,
  });
}

/** How what was declared differs from what is observed, of one service or in all. */
export function useDrift(service?: string) {
  const client = usePlatformClient();
  return useQuery({
    key: `drift ${service ?? ''}`,
    load: signal => client.getDrift({ query: { service } }, { signal }),
    refreshMs: 60_000,
  });
}

/** Why an object is, or is not, in the portal. */
export function useExplanation(object: string, cluster?: string) {
  const client = usePlatformClient();
  return useQuery({
    key: `why ${cluster ?? ''} ${object}`,
    load: signal =>
      client.explainObject({ query: { object, cluster } }, { signal }),
  });
}

/** Objects whose names match what is being typed; nothing is asked for an empty text. */
export function useFoundObjects(text: string) {
  const client = usePlatformClient();
  const q = text.trim();
  return useQuery({
    key: `objects ${q}`,
    load: signal =>
      q
        ? client.findObjects({ query: { q, limit: SUGGESTIONS } }, { signal })
        : Promise.resolve({ objects: [], total: 0, caveats: [] }),
  });
}
