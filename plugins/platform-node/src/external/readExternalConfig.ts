import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { checkConfig } from '../config/checkConfig';
import { HeadersSchema } from '../config/headersSchema';
import { ExternalConfig } from './types';

const KEY = 'platform.external';

const ExternalSchema = z.object({
  enabled: z.boolean(),
  intervalMs: z.number().min(30_000, 'interval must be at least 30s'),
  timeoutMs: z
    .number()
    .min(100, 'timeout must be at least 100ms')
    .max(30_000, 'timeout must be at most 30s'),
  domains: z.array(
    z.strictObject({
      domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
        message:
          'a domain is written like example.com, in lower case and without a star',
      }),
      headers: HeadersSchema.default({}),
    }),
  ),
});

/**
 * Reads `platform.external`: whether, how often and as whom external addresses are asked.
 *
 * @throws Error with one sentence that names the key and the cure when a value is wrong; it never repeats a header.
 */
export function readExternalConfig(config: Config): ExternalConfig {
  const external = config.getOptionalConfig(KEY);
  const duration = (key: string, fallback: number) =>
    external?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(external, { key }))
      : fallback;
  return Object.freeze(
    checkConfig({
      key: KEY,
      schema: ExternalSchema,
      value: {
        enabled: external?.getOptional('enabled') ?? true,
        intervalMs: duration('interval', 120_000),
        timeoutMs: duration('timeout', 5_000),
        domains: external?.getOptional('domains') ?? [],
      },
    }),
  );
}
