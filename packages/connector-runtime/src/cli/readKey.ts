/*
 * The key of a connector, and what else in the environment must never be printed.
 */
import type { ConnectorDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { readSecret } from '../readSecret';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Stands where a key would; long enough for sources that check its form. */
export const KEYLESS_KEY = 'keylesskeylesskeylesskeylesskey0';

const SECRETS = /(KEY|SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIAL)(_ID)?$/;
const SHORTEST = 6;

/** Secrets of the environment by their names; files are added when they are read. */
export function secretsOf(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value && value.length >= SHORTEST && SECRETS.test(name) ? [value] : [],
  );
}

function isKeyless(env: Environment): boolean {
  if (env.CONNECTOR_KEYLESS !== '1') {
    return false;
  }
  if (!env.CONNECTOR_BASE_URL) {
    throw new ConnectorError(
      'configuration',
      'CONNECTOR_KEYLESS works only with CONNECTOR_BASE_URL, a host that needs no key; set it or unset CONNECTOR_KEYLESS.',
    );
  }
  return true;
}

/**
 * The key, or a stand-in when the connector is pointed at a host that needs none; empty when nobody needs one.
 *
 * @throws ConnectorError `configuration` that names the variable to set.
 */
export async function readKey(
  declaration: ConnectorDeclaration,
  env: Environment,
): Promise<string> {
  const { authentication } = declaration;
  if (authentication.in === 'none') {
    return '';
  }
  return isKeyless(env) ? KEYLESS_KEY : readSecret(env, authentication.secret);
}
