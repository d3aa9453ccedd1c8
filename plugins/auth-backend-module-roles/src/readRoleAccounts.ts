import { Config } from '@backstage/config';
import { ForwardedError, InputError } from '@backstage/errors';
import { z } from 'zod';

const KEY = 'auth.providers.role';

const AccountsSchema = z.record(
  z.string().regex(/^[a-z0-9-]{1,63}$/),
  z.object({
    title: z.string().min(1),
    description: z.string().min(1),
    user: z.string().regex(/^user:[a-z0-9-]+\/[a-z0-9._-]+$/),
  }),
);

/** Accounts that one can sign in as in development, by name: `operator`, `analyst`, ... */
export type RoleAccounts = z.infer<typeof AccountsSchema>;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Whether an address is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The host part of `backend.listen`, which is a string such as `127.0.0.1:7007` or an object. */
function listenHost(config: Config): string {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') return listen.replace(/:\d*$/, '');
  return config.getOptionalString('backend.listen.host') ?? '';
}

function hostOf(baseUrl: string): string {
  try {
    return new URL(baseUrl).hostname;
  } catch (cause) {
    throw new InputError(
      `backend.baseUrl is '${baseUrl}', which is no address; write one such as http://localhost:7007.`,
      cause,
    );
  }
}

function refuseOutsideDevelopment(
  config: Config,
  environment: string | undefined,
): void {
  if (environment === 'production') {
    throw new InputError(
      `Role accounts let anybody sign in as anything, so they do not load in production: set ${KEY} to null and configure a real provider.`,
    );
  }
  const hostname = hostOf(config.getString('backend.baseUrl'));
  for (const [key, host] of [
    ['backend.baseUrl', hostname],
    ['backend.listen.host', listenHost(config)],
  ]) {
    if (!isLoopback(host)) {
      throw new InputError(
        `Role accounts load on a loopback address only, and ${key} is '${
          host || 'every address'
        }': use 127.0.0.1 or localhost there, or set ${KEY} to null and configure a real provider.`,
      );
    }
  }
}

/**
 * Reads the role accounts of the configuration, or `undefined` when there are none.
 *
 * @param environment - the value of NODE_ENV
 * @throws InputError with the cure, in production, on an address that is not loopback, or when an
 * account is not complete.
 */
export function readRoleAccounts(
  config: Config,
  environment: string | undefined,
): RoleAccounts | undefined {
  const accounts = config.getOptional(`${KEY}.accounts`);
  if (accounts === undefined || accounts === null) return undefined;
  refuseOutsideDevelopment(config, environment);
  try {
    return AccountsSchema.parse(accounts);
  } catch (error) {
    throw new ForwardedError(
      `${KEY}.accounts must give each account a title, a description and a user such as user:default/operator`,
      error,
    );
  }
}
