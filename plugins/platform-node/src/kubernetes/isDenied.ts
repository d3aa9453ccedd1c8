import { ObjectMeta } from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { readBody } from '../door/readBody';
import { ClusterConnection } from '../door/types';
import { Clock, startPatience, SYSTEM_CLOCK } from '../inventory/clock';
import { objectPath, ServedKind } from './types';

/** How long an API server may take for one object. */
const TIMEOUT_MS = 10_000;

/** What an API server answers when it knows the kind and has no object of that name. */
const DenialSchema = z.object({
  kind: z.literal('Status'),
  reason: z.literal('NotFound'),
  details: z.object({ name: z.string() }),
});

/** Whether an API server, asked for one object, says `gone`; `there` when it has it; else `unknown`. */
export type Existence = 'gone' | 'there' | 'unknown';

/**
 * Asks an API server for one object by name. Only a 404 that names the object counts as its denial: a 404
 * of a proxy, or of an API server that does not serve the kind at present, says nothing about the object.
 * Never throws.
 */
export async function isDenied(options: {
  connection: ClusterConnection;
  kind: ServedKind;
  object: Pick<ObjectMeta, 'name' | 'namespace'>;
  signal: AbortSignal;
  clock?: Clock;
}): Promise<Existence> {
  const { connection, kind, object, clock = SYSTEM_CLOCK } = options;
  const patience = startPatience(clock, TIMEOUT_MS, options.signal);
  try {
    const answer = await connection.request(objectPath(kind, object), {
      timeoutMs: TIMEOUT_MS,
      signal: patience.signal,
    });
    if (answer.status === 200) {
      answer.discard();
      return 'there';
    }
    const { text } = await readBody(answer.body, 4096);
    const denial = DenialSchema.safeParse(JSON.parse(text));
    const isNamed = denial.data?.details.name === object.name;
    return answer.status === 404 && isNamed ? 'gone' : 'unknown';
  } catch {
    return 'unknown';
  } finally {
    patience.end();
  }
}
