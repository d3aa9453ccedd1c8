import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';

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

/**
 * Reads `dataSources` and `backend.baseUrl`.
 *
 * @throws InputError naming the key when a number is not positive.
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
    backendUrl: root.getString('backend.baseUrl').replace(/\/+$/, ''),
  });
}
