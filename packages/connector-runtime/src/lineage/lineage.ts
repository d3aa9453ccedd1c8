/*
 * Where lineage goes. It tells about a run and is no part of it: a listener that does not answer is said in the log
 * and the event is kept as an object, but the run goes on.
 */
import { ConnectorError, messageOf } from '../errors';
import type { Ports } from '../ports';
import type { LineageEvent } from './lineageEvent';

/** Takes the events of runs. */
export interface Lineage {
  /** @param key - names the event; the same event said twice has the same key. */
  emit(key: string, event: LineageEvent): Promise<void>;
}

const TIMEOUT_MS = 10_000;

/** Keeps events as objects below `lineage/`. */
export function createStoredLineage(ports: Pick<Ports, 'store'>): Lineage {
  return {
    emit: (key, event) =>
      ports.store.put(
        `lineage/${key}.json`,
        Buffer.from(`${JSON.stringify(event, undefined, 2)}\n`),
      ),
  };
}

/**
 * Posts events to an OpenLineage endpoint, such as `https://datahub.example.com/openapi/openlineage/api/v1/lineage`;
 * what is not taken is kept as an object.
 */
export function createPostedLineage(
  target: { url: string; key?: string },
  ports: Pick<Ports, 'store' | 'fetch' | 'log'>,
): Lineage {
  const kept = createStoredLineage(ports);
  return {
    async emit(key, event) {
      try {
        const response = await ports.fetch(target.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(target.key && { authorization: `Bearer ${target.key}` }),
          },
          body: JSON.stringify(event),
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        await response.arrayBuffer();
        if (!response.ok) {
          throw new ConnectorError(
            'unavailable',
            `The lineage endpoint answered ${response.status}; correct OPENLINEAGE_URL or its key.`,
          );
        }
      } catch (error) {
        ports.log('lineage-not-taken', { reason: messageOf(error) });
        await kept.emit(key, event);
      }
    },
  };
}
