import { TELEMETRY_KINDS } from '@254carbon/backstage-plugin-platform-common';
import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { checkConfig } from '../config/checkConfig';
import { HeadersSchema } from '../config/headersSchema';
import { DOLPHIN_VERSIONS, TelemetryEntry } from './types';

const KEY = 'platform.telemetry';
const SHORTEST_MS = 10_000;

const EntrySchema = z
  .strictObject({
    kind: z.enum(TELEMETRY_KINDS),
    service: z.string().min(1).optional(),
    url: z
      .url({
        protocol: /^https?$/,
        message: 'it must be an address such as https://grafana.example.com',
      })
      .refine(url => !/\/\/[^/]*@/.test(url), {
        message: 'an address holds no user and password: put them into headers',
      })
      .optional(),
    headers: HeadersSchema.optional(),
    interval: z.unknown().optional(),
    apiVersion: z.enum(DOLPHIN_VERSIONS).optional(),
    enabled: z.boolean().optional(),
  })
  .refine(entry => entry.service || entry.url, {
    path: ['service'],
    message: 'name the service (its id) or give the url',
  })
  .refine(entry => !entry.apiVersion || entry.kind === 'dolphinscheduler', {
    path: ['apiVersion'],
    message: 'only an entry of kind dolphinscheduler has it',
  });

function readInterval(config: Config, at: number): number | undefined {
  const entry = config.getConfigArray(KEY)[at];
  if (!entry.has('interval')) return undefined;
  return checkConfig({
    key: `${KEY}[${at}].interval`,
    schema: z.number().min(SHORTEST_MS, 'it must be at least 10s'),
    value: durationToMilliseconds(
      readDurationFromConfig(entry, { key: 'interval' }),
    ),
  });
}

/**
 * Reads `platform.telemetry`: how systems that need an identity, or another address than their Service's, are asked.
 *
 * @throws Error with one sentence that names the key and the cure when a value is wrong; it never repeats a header.
 */
export function readTelemetryConfig(config: Config): readonly TelemetryEntry[] {
  const list = checkConfig({
    key: KEY,
    schema: z.array(EntrySchema),
    value: config.getOptional(KEY) ?? [],
  });
  const seen = new Set<string>();
  return Object.freeze(
    list.map((entry, at) => {
      const name = `${entry.kind} ${entry.service ?? entry.url}`;
      if (seen.has(name)) {
        throw new Error(
          `Configuration ${KEY}[${at}] is the second entry for ${name}; keep one.`,
        );
      }
      seen.add(name);
      const intervalMs = readInterval(config, at);
      return Object.freeze({
        kind: entry.kind,
        headers: Object.freeze({ ...entry.headers }),
        apiVersion: entry.apiVersion ?? 'auto',
        enabled: entry.enabled ?? true,
        ...(entry.service ? { service: entry.service } : {}),
        ...(entry.url ? { url: entry.url.replace(/\/+$/, '') } : {}),
        ...(intervalMs ? { intervalMs } : {}),
      });
    }),
  );
}
