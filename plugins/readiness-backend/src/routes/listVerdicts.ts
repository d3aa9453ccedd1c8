import { InputError } from '@backstage/errors';
import { StoredVerdict } from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { VerdictPlace } from '../store/ReadinessStore';
import { RouteContext } from './context';

const PlaceSchema = z.tuple([
  z.string().max(63),
  z.iso.datetime(),
  z.string().max(63),
]);

/** The place of the last verdict of a page, as a text that nobody has to understand. */
function writeCursor({ serviceId, recordedAt, id }: VerdictPlace): string {
  const place = JSON.stringify([serviceId, recordedAt, id]);
  return Buffer.from(place).toString('base64url');
}

function readCursor(cursor: string): VerdictPlace {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [serviceId, recordedAt, id] = PlaceSchema.parse(JSON.parse(text));
    return { serviceId, recordedAt, id };
  } catch (error) {
    throw new InputError(
      'The cursor is none that a page of verdicts ended with; begin without one.',
      error,
    );
  }
}

/**
 * Verdicts as they were stored, page by page.
 *
 * @throws InputError for a cursor that is none.
 */
export function listVerdicts({ store }: RouteContext) {
  return async (input: {
    query: {
      service?: string;
      rule?: string;
      since?: string;
      cursor?: string;
      limit: number;
    };
  }): Promise<{ verdicts: StoredVerdict[]; nextCursor?: string }> => {
    const { service, rule, since, cursor, limit } = input.query;
    // One more than asked for tells whether there is a next page.
    const found = await store.verdicts({
      serviceId: service,
      ruleId: rule,
      ...(since ? { since: new Date(since).toISOString() } : {}),
      ...(cursor ? { after: readCursor(cursor) } : {}),
      limit: limit + 1,
    });
    const verdicts = found.slice(0, limit);
    const last = found.length > limit ? verdicts.at(-1) : undefined;
    return { verdicts, ...(last ? { nextCursor: writeCursor(last) } : {}) };
  };
}
