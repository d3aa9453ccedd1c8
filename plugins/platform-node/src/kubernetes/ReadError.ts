import { ZodError } from 'zod';
import { toDoorError } from '../door/DoorError';
import { scrub } from '@254carbon/backstage-plugin-platform-common';
import { ServedKind } from './types';

/** Why a read of a cluster failed, coarse enough to decide what to do next. */
export type ReadErrorReason =
  | 'expired'
  | 'forbidden'
  | 'unauthenticated'
  | 'not-found'
  | 'refused'
  | 'malformed'
  | 'stalled'
  | 'no-answer';

/** A read failed. The message is one sentence that names the cure. */
export class ReadError extends Error {
  readonly reason: ReadErrorReason;

  constructor(reason: ReadErrorReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ReadError';
    this.reason = reason;
  }
}

/** What was being done, for the message. */
export interface ReadContext {
  cluster: string;
  /** Absent while discovering. */
  kind?: Pick<ServedKind, 'group' | 'resource'>;
  verb: 'list' | 'watch' | 'get' | 'discover';
}

/** `deployments in apps`, `pods`. */
export function nameKind(kind: Pick<ServedKind, 'group' | 'resource'>): string {
  return kind.group ? `${kind.resource} in ${kind.group}` : kind.resource;
}

/** The rule that lets the portal read a kind, as a sentence part. */
export function nameGrant(
  kind: Pick<ServedKind, 'group' | 'resource'>,
): string {
  return `grant get,list,watch on "${kind.resource}" in API group "${kind.group}" (plugins/platform-node/rbac.yaml)`;
}

function describe({ kind, verb }: ReadContext): string {
  return kind ? `${verb} ${nameKind(kind)}` : 'discover its kinds';
}

/** The error for an answer with an error status. */
export function toStatusError(
  status: number,
  context: ReadContext,
  said?: string,
): ReadError {
  const { cluster, kind } = context;
  const what = describe(context);
  const detail = said ? ` (${scrub(said.slice(0, 1000)).slice(0, 200)})` : '';
  switch (status) {
    case 401:
      return new ReadError(
        'unauthenticated',
        `Cluster ${cluster} does not accept the portal's token; renew serviceAccountToken in kubernetes.clusterLocatorMethods.`,
      );
    case 403:
      return new ReadError(
        'forbidden',
        `Cluster ${cluster} forbids to ${what}; ${
          kind
            ? nameGrant(kind)
            : 'bind the ClusterRole system:discovery to the portal'
        }.`,
      );
    case 404:
      return new ReadError(
        'not-found',
        `Cluster ${cluster} no longer serves what is needed to ${what}; install its CustomResourceDefinition again if that was not meant.`,
      );
    case 410:
      return new ReadError(
        'expired',
        `Cluster ${cluster} has forgotten the point from which to ${what}; it is listed anew.`,
      );
    default:
      return new ReadError(
        'refused',
        `Cluster ${cluster} answered ${status} when asked to ${what}${detail}; look at the API server's log and load.`,
      );
  }
}

/** Any error of a read as a {@link ReadError}. */
export function toReadError(error: unknown, context: ReadContext): ReadError {
  if (error instanceof ReadError) return error;
  const unreadable =
    error instanceof SyntaxError ||
    error instanceof TypeError ||
    error instanceof ZodError;
  if (unreadable) {
    return new ReadError(
      'malformed',
      `Cluster ${
        context.cluster
      } sent something unreadable when asked to ${describe(
        context,
      )}; look for a proxy between that cuts answers off.`,
      error,
    );
  }
  const cause = toDoorError(error, `Cluster ${context.cluster}`);
  return new ReadError('no-answer', cause.message, cause);
}
