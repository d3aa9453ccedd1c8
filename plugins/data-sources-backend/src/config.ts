import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** How the lake's Iceberg REST catalog is asked. */
export interface LakeSettings {
  readonly enabled: boolean;
  /** Absent: the catalog that is among the platform's services. */
  readonly url?: string;
  readonly warehouse?: string;
  /** Sent with every question; secret. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything that this plugin takes from the configuration. */
export interface DataSourcesConfig {
  /** Kubernetes namespaces of production. */
  readonly productionNamespaces: readonly string[];
  /** Milliseconds that an approval counts. */
  readonly approvalMs: number;
  /** Milliseconds that a name is held for a running task. */
  readonly reservationMs: number;
  readonly testRead: {
    readonly enabled: boolean;
    readonly timeoutMs: number;
    readonly memoryMb: number;
  };
  readonly lake: LakeSettings;
  /** Address of the portal as its users reach it, without a slash at its end. */
  readonly backendUrl: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

function positive(config: Config, key: string, fallback: number): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (value > 0) return value;
  throw new InputError(
    `dataSources.${key} must be greater than 0; correct it or remove it.`,
  );
}

const LakeSchema = z.object({
  enabled: z.boolean().default(true),
  url: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  warehouse: z.string().min(1).optional(),
  headers: z.record(z.string(), z.string()).default({}),
});

function readLake(config: Config): LakeSettings {
  const parsed = LakeSchema.safeParse(config.getOptional('lake') ?? {});
  if (parsed.success) return Object.freeze(parsed.data);
  const [{ path }] = parsed.error.issues;
  throw new InputError(
    `dataSources.${['lake', ...path].join(
      '.',
    )} is wrong; write url as an address such as https://iceberg.example.com, and headers as texts.`,
  );
}

/**
 * Reads `dataSources` and `backend.baseUrl`.
 *
 * @throws InputError naming the key when a value is wrong.
 */
export function readDataSourcesConfig(root: Config): DataSourcesConfig {
  const config = root.getOptionalConfig('dataSources') ?? new ConfigReader({});
  return Object.freeze({
    productionNamespaces:
      config.getOptionalStringArray('production.namespaces') ?? [],
    approvalMs: positive(config, 'production.approvalDays', 7) * DAY_MS,
    reservationMs: positive(config, 'reservationMinutes', 30) * MINUTE_MS,
    testRead: {
      enabled: config.getOptionalBoolean('testRead.enabled') ?? true,
      timeoutMs: positive(config, 'testRead.timeoutSeconds', 30) * 1000,
      memoryMb: positive(config, 'testRead.memoryMegabytes', 256),
    },
    lake: readLake(config),
    backendUrl: root.getString('backend.baseUrl').replace(/\/+$/, ''),
  });
}
