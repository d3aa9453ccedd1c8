/**
 * One call to the scheduler's API: parameters as a form, whatever the method; success is code 0 in the envelope and
 * never the HTTP status. Everything goes through the door, and the token is in no message.
 */
import { z } from 'zod';
import { PlatformDoor } from '../door/types';
import { DolphinError, refusalOf } from './DolphinError';
import { DolphinSettings } from './readDolphinConfig';

const TIMEOUT_MS = 20_000;

const Envelope = z.object({
  code: z.number().int(),
  msg: z.string().nullish(),
  data: z.unknown().optional(),
});

/** Parameters of a call. */
export type DolphinParameters = Readonly<
  Record<string, string | number | undefined>
>;

/** A call. */
export interface DolphinCall {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the context path. */
  path: string;
  parameters?: DolphinParameters;
  signal?: AbortSignal;
}

/**
 * Calls the API and gives what is in the envelope.
 *
 * @throws DolphinError when there is no answer, no envelope, or a code other than 0.
 */
export type DolphinCaller = (call: DolphinCall) => Promise<unknown>;

function encode(parameters: DolphinParameters = {}): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) form.set(name, String(value));
  }
  return form.toString();
}

function parseEnvelope(body: string): z.output<typeof Envelope> | undefined {
  try {
    return Envelope.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** Makes the function that calls. */
export function createDolphinCaller(options: {
  door: Pick<PlatformDoor, 'ask'>;
  settings: DolphinSettings;
}): DolphinCaller {
  const { door, settings } = options;
  return async ({ method = 'GET', path, parameters, signal }) => {
    const what = `${method} ${path}`;
    const form = encode(parameters);
    const isGet = method === 'GET' || method === 'DELETE';
    const answer = await door.ask({
      place: { type: 'address', url: settings.baseUrl },
      path: isGet && form ? `${path}?${form}` : path,
      source: { kind: 'api', name: 'dolphinscheduler', detail: what },
      request: {
        method,
        headers: {
          ...settings.headers,
          token: settings.token,
          ...(isGet
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(isGet ? {} : { body: form }),
        timeoutMs: TIMEOUT_MS,
        signal,
      },
      read: ({ status, body }) => ({ status, envelope: parseEnvelope(body) }),
    });
    if (!answer.ok) {
      throw new DolphinError(
        `DolphinScheduler gave no answer to ${what}: ${answer.reason}`,
      );
    }
    const { status, envelope } = answer.value;
    if (status === 401) {
      throw new DolphinError(
        'DolphinScheduler does not know the token; make a new one for platform.dolphinScheduler.token.',
        { status },
      );
    }
    if (!envelope) {
      throw new DolphinError(
        `DolphinScheduler answered ${what} with HTTP ${status} and without its envelope; check platform.dolphinScheduler.baseUrl and what stands in front of it.`,
        { status },
      );
    }
    if (status === 404) {
      throw new DolphinError(`DolphinScheduler has no ${what}.`, { status });
    }
    if (envelope.code !== 0) {
      throw refusalOf(what, { code: envelope.code, msg: envelope.msg ?? '' });
    }
    return envelope.data ?? null;
  };
}
