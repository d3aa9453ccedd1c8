import { RootConfigService } from '@backstage/backend-plugin-api';

/** How generated tests are run. Frozen. */
export interface ProveSettings {
  /** Addresses that they may connect to, `host:port`. */
  readonly connect: readonly string[];
  /** Folders `node_modules` whose packages may be copied; those of the portal unless told. */
  readonly modules?: readonly string[];
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Refuse to run where the system cannot take the network away. */
  readonly needsNamespace: boolean;
}

const KEY = 'platform.prove';
const SECONDS = 120;
const MEMORY_MB = 512;

function positive(value: number, key: string): number {
  if (value > 0) return value;
  throw new Error(`Configuration ${KEY}.${key} must be greater than 0.`);
}

/**
 * Reads `platform.prove`.
 *
 * @throws Error with one sentence that names the key when a value is wrong.
 */
export function readProveConfig(config: RootConfigService): ProveSettings {
  const section = config.getOptionalConfig(KEY);
  const connect = section?.getOptionalStringArray('connect') ?? [];
  const wrong = connect.find(address => !/^[^\s/:]+:\d+$/.test(address));
  if (wrong !== undefined) {
    throw new Error(
      `Configuration ${KEY}.connect holds '${wrong}'; write host:port, such as 127.0.0.1:8080.`,
    );
  }
  const seconds = section?.getOptionalNumber('timeoutSeconds') ?? SECONDS;
  const memoryMb = section?.getOptionalNumber('memoryMb') ?? MEMORY_MB;
  return Object.freeze({
    connect,
    modules: section?.getOptionalStringArray('nodeModules'),
    timeoutMs: positive(seconds, 'timeoutSeconds') * 1000,
    memoryMb: positive(memoryMb, 'memoryMb'),
    needsNamespace: section?.getOptionalBoolean('needsNamespace') ?? false,
  });
}
