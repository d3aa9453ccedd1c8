/**
 * A kubeconfig file, as far as a process without a person can use one: tokens, token files and client
 * certificates. What needs a program to be run or somebody to log in is said to be unusable, with the cure;
 * nothing is ever executed.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ClusterConfig, ClusterCredential } from './types';

const KubeconfigSchema = z.object({
  'current-context': z.string().optional(),
  clusters: z
    .array(
      z.object({
        name: z.string(),
        cluster: z.object({
          server: z.url({ protocol: /^https?$/ }),
          'certificate-authority': z.string().optional(),
          'certificate-authority-data': z.string().optional(),
          'insecure-skip-tls-verify': z.boolean().optional(),
          'tls-server-name': z.string().optional(),
        }),
      }),
    )
    .nullish(),
  users: z
    .array(
      z.object({
        name: z.string(),
        user: z
          .object({
            token: z.string().optional(),
            tokenFile: z.string().optional(),
            'client-certificate': z.string().optional(),
            'client-certificate-data': z.string().optional(),
            'client-key': z.string().optional(),
            'client-key-data': z.string().optional(),
            exec: z.unknown().optional(),
            'auth-provider': z.unknown().optional(),
            username: z.unknown().optional(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  contexts: z
    .array(
      z.object({
        name: z.string(),
        context: z.object({ cluster: z.string(), user: z.string() }),
      }),
    )
    .nullish(),
});
type Kubeconfig = z.infer<typeof KubeconfigSchema>;
type User = NonNullable<NonNullable<Kubeconfig['users']>[number]['user']>;

function unusable(name: string, why: string): ClusterConfig {
  return {
    name,
    url: 'https://invalid.invalid',
    credential: { type: 'none' },
    skipTlsVerify: false,
    unusable: why,
  };
}

/** Base64 in the file itself, or the text of a file beside it. */
function readPem(
  data: string | undefined,
  file: string | undefined,
  folder: string,
): string | undefined {
  if (data) return Buffer.from(data, 'base64').toString('utf8');
  return file ? readFileSync(resolve(folder, file), 'utf8') : undefined;
}

function chooseIdentity(
  user: User,
  folder: string,
): ClusterCredential | { refused: string } {
  if (user.tokenFile) {
    return { type: 'token-file', path: resolve(folder, user.tokenFile) };
  }
  if (user.token) return { type: 'token', token: user.token };
  const cert = readPem(
    user['client-certificate-data'],
    user['client-certificate'],
    folder,
  );
  const key = readPem(user['client-key-data'], user['client-key'], folder);
  if (cert && key) return { type: 'certificate', cert, key };
  if (user.exec) return { refused: 'runs a program to log in' };
  if (user['auth-provider']) return { refused: 'uses an auth-provider' };
  if (user.username) return { refused: 'uses a name with a password' };
  return { refused: 'has no token, token file or client certificate' };
}

function readContext(
  name: string,
  file: Kubeconfig,
  path: string,
): ClusterConfig {
  const folder = dirname(path);
  const context = file.contexts?.find(one => one.name === name)?.context;
  const cluster = file.clusters?.find(
    one => one.name === context?.cluster,
  )?.cluster;
  const found = file.users?.find(one => one.name === context?.user);
  if (!context || !cluster || !found) {
    const [missing] = [
      ...(context ? [] : ['context']),
      ...(cluster ? [] : ['cluster']),
      'user',
    ];
    return unusable(
      name,
      `Kubeconfig ${path} has no ${missing} for the context "${name}"; correct the file or platform.clusters.`,
    );
  }
  const identity = chooseIdentity(found.user ?? {}, folder);
  if ('refused' in identity) {
    return unusable(
      name,
      `The user of the context "${name}" in kubeconfig ${path} ${identity.refused}, which the portal's reader cannot use; give it a service account's token.`,
    );
  }
  const ca = readPem(
    cluster['certificate-authority-data'],
    cluster['certificate-authority'],
    folder,
  );
  const serverName = cluster['tls-server-name'];
  return {
    name,
    url: cluster.server.replace(/\/+$/, ''),
    credential: identity,
    skipTlsVerify: cluster['insecure-skip-tls-verify'] ?? false,
    ...(ca ? { ca } : {}),
    ...(serverName ? { serverName } : {}),
  };
}

/**
 * The clusters of a kubeconfig file, each named as its context: of the contexts given, or of the current one.
 * Never throws: a file or context that cannot be used gives a cluster that says why.
 */
export function readKubeconfig(options: {
  /** Absolute path. */
  path: string;
  contexts?: readonly string[];
}): ClusterConfig[] {
  const { path } = options;
  const fallback = options.contexts ?? ['kubeconfig'];
  let file: Kubeconfig;
  try {
    file = KubeconfigSchema.parse(parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fallback.map(name =>
      unusable(
        name,
        `Kubeconfig ${path} cannot be ${
          code ? `read (${code})` : 'understood'
        }; correct the file or platform.clusters.`,
      ),
    );
  }
  const current = file['current-context'];
  const contexts = options.contexts ?? (current ? [current] : []);
  if (contexts.length === 0) {
    return [
      unusable(
        'kubeconfig',
        `Kubeconfig ${path} has no current-context; name the contexts to read in platform.clusters.`,
      ),
    ];
  }
  return contexts.map(name => {
    try {
      return readContext(name, file, path);
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      return unusable(
        name,
        `A certificate or key of the context "${name}" in kubeconfig ${path} cannot be read (${code}); correct its path.`,
      );
    }
  });
}
