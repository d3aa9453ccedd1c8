import { readFile } from 'node:fs/promises';
import { createSecureContext, SecureContextOptions } from 'node:tls';
import { Agent } from 'undici';
import { ClusterConfig, ClusterCredential } from '../config';
import { DoorError, toDoorError } from './DoorError';
import { ClusterAnswer, ClusterConnection } from './types';

/** Mounted tokens rotate within the hour; reading them once a minute is often enough. */
const TOKEN_AGE_MS = 60_000;

/** Even a watch that lasts for minutes is accepted at once. */
const HEADERS_MS = 30_000;

function createTokenSource(
  name: string,
  credential: ClusterCredential,
): () => Promise<string | undefined> {
  if (credential.type === 'none' || credential.type === 'certificate') {
    return async () => undefined;
  }
  if (credential.type === 'token') return async () => credential.token;
  let held: { token: string; readAt: number } | undefined;
  return async () => {
    if (held && Date.now() - held.readAt < TOKEN_AGE_MS) return held.token;
    try {
      const token = (await readFile(credential.path, 'utf8')).trim();
      held = { token, readAt: Date.now() };
      return token;
    } catch (error) {
      throw new DoorError(
        'no-identity',
        `Cluster ${name} has no token: ${credential.path} cannot be read; set serviceAccountToken, or mount the token there.`,
        error,
      );
    }
  };
}

function plainHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]),
  );
}

function trustOf({ ca, credential }: ClusterConfig): SecureContextOptions {
  return {
    ...(ca ? { ca } : {}),
    ...(credential.type === 'certificate'
      ? { cert: credential.cert, key: credential.key }
      : {}),
  };
}

/**
 * What is trusted, read once: each kind of object is watched over a connection of its own, and Node would parse all certificates of the
 * machine for each of them. What cannot be read is left to the connection, which says so when it is used.
 */
function trustOnce(options: SecureContextOptions) {
  try {
    return { secureContext: createSecureContext(options) };
  } catch {
    return options;
  }
}

/** A connection to an API server with a pool of its own, and the way to close it. */
export function createClusterConnection(
  cluster: ClusterConfig,
): ClusterConnection & { close(): Promise<void> } {
  const { credential } = cluster;
  const base = new URL(cluster.url);
  const agent = new Agent({
    connect: {
      timeout: 5_000,
      rejectUnauthorized: !cluster.skipTlsVerify,
      ...(cluster.serverName ? { servername: cluster.serverName } : {}),
      ...(base.protocol === 'https:' ? trustOnce(trustOf(cluster)) : {}),
    },
    keepAliveTimeout: 10_000,
  });
  const prefix = base.pathname.replace(/\/+$/, '');
  const what = `Cluster ${cluster.name} at ${cluster.url}`;
  const readToken = createTokenSource(cluster.name, credential);
  return {
    name: cluster.name,
    async request(path, options): Promise<ClusterAnswer> {
      const token = await readToken();
      try {
        const answer = await agent.request({
          origin: base.origin,
          path: `${prefix}${path}`,
          method: options.method ?? 'GET',
          headers: {
            accept: 'application/json',
            'user-agent': '254carbon-portal',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...options.headers,
          },
          body: options.body,
          signal: options.signal,
          headersTimeout: Math.min(options.timeoutMs, HEADERS_MS),
          bodyTimeout: options.timeoutMs,
        });
        const { body } = answer;
        body.on('error', () => {});
        return {
          status: answer.statusCode,
          headers: plainHeaders(answer.headers),
          body,
          discard: () => body.destroy(),
        };
      } catch (error) {
        throw toDoorError(error, what);
      }
    },
    close: () => agent.destroy(),
  };
}
