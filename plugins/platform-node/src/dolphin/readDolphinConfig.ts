import { Config } from '@backstage/config';
import { z } from 'zod';
import { checkConfig } from '../config/checkConfig';
import { HeadersSchema } from '../config/headersSchema';
import { DOLPHIN_VERSIONS, DolphinVersion } from '../telemetry/types';

const KEY = 'platform.dolphinScheduler';

/** Its own name inside the cluster, with the context path that is part of its address. */
const USUAL_URL =
  'http://dolphinscheduler-api.data-platform:12345/dolphinscheduler';

const address = z
  .url({
    protocol: /^https?$/,
    message:
      'it must be an address such as https://dolphin.example.com/dolphinscheduler',
  })
  .refine(url => !/\/\/[^/]*@/.test(url), {
    message: 'an address holds no user and password: it takes a token',
  });

const SettingsSchema = z.strictObject({
  baseUrl: address.default(USUAL_URL),
  token: z
    .string()
    .min(1, 'it is empty: set the environment variable that it is from')
    .regex(/^[\x21-\x7e]+$/, 'it has characters that a header cannot carry'),
  headers: HeadersSchema.optional(),
  apiVersion: z.enum(DOLPHIN_VERSIONS).default('auto'),
  project: z.string().min(1).max(255).default('Commodity Data Platform'),
  tenant: z.string().min(1).default('default'),
  workerGroup: z.string().min(1).default('default'),
  webUrl: address.optional(),
});

/** How workflows are written to DolphinScheduler. Frozen. */
export interface DolphinSettings {
  /** With its context path, no slash at the end. */
  baseUrl: string;
  /** Of the user whom the portal is there; secret. */
  token: string;
  /** Sent besides the token, for what stands in front; secret. */
  headers: Readonly<Record<string, string>>;
  apiVersion: DolphinVersion;
  /** Project of workflows that name none. */
  project: string;
  tenant: string;
  workerGroup: string;
  /** Where people see its pages; absent when they cannot. */
  webUrl?: string;
}

/**
 * Reads `platform.dolphinScheduler`; `undefined` when it is not there, and then nothing is written.
 *
 * @throws Error with one sentence that names the key and the cure when a value is wrong; it never repeats a token.
 */
export function readDolphinConfig(config: Config): DolphinSettings | undefined {
  const value = config.getOptional(KEY);
  if (value === undefined) return undefined;
  const told = checkConfig({ key: KEY, schema: SettingsSchema, value });
  return Object.freeze({
    ...told,
    baseUrl: told.baseUrl.replace(/\/+$/, ''),
    headers: Object.freeze({ ...told.headers }),
  });
}
