/**
 * The API server's errors. Each carries the HTTP code and the `reason` that clients branch on; the messages are
 * worded as the real server words them, because kubectl prints them and tests of readers quote them.
 */
import type { JsonObject, TypeKey } from './types';

/** What a `Status` tells about the object concerned. */
export interface ErrorDetails {
  name?: string;
  group?: string;
  kind?: string;
  retryAfterSeconds?: number;
  causes?: { reason: string; message: string; field?: string }[];
}

/** An error that becomes a `Status` answer. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: ErrorDetails;

  constructor(options: {
    code: number;
    reason: string;
    message: string;
    details?: ErrorDetails;
  }) {
    super(options.message);
    this.name = 'ApiError';
    this.code = options.code;
    this.reason = options.reason;
    this.details = options.details ?? {};
  }

  /** The `Status` object of this error. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: JSON.parse(JSON.stringify(this.details)),
      code: this.code,
    };
  }
}

/** The version asked for is older than the history: the client must list again. */
export class GoneError extends ApiError {
  constructor(message: string) {
    super({ code: 410, reason: 'Expired', message });
    this.name = 'GoneError';
  }
}

/** `deployments.apps`, or `pods` for core: how the server names a type in messages. */
export function qualifiedName(type: TypeKey): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`;
}

function detailsOf(type: TypeKey, name: string): ErrorDetails {
  return { name, group: type.group, kind: type.plural };
}

/** 404 for an object that is not there. */
export function notFound(type: TypeKey, name: string): ApiError {
  return new ApiError({
    code: 404,
    reason: 'NotFound',
    message: `${qualifiedName(type)} "${name}" not found`,
    details: detailsOf(type, name),
  });
}

/** 404 for a path that no type serves. */
export function noSuchPath(): ApiError {
  return new ApiError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
  });
}

/** 409 for a create of what exists. */
export function alreadyExists(type: TypeKey, name: string): ApiError {
  return new ApiError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualifiedName(type)} "${name}" already exists`,
    details: detailsOf(type, name),
  });
}

/** 409 for a write on top of an old version. */
export function conflict(type: TypeKey, name: string): ApiError {
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualifiedName(
      type,
    )} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    details: detailsOf(type, name),
  });
}

/** 400 for a request that cannot be understood. */
export function badRequest(message: string): ApiError {
  return new ApiError({ code: 400, reason: 'BadRequest', message });
}

/** 422 for an object that breaks a rule of its type. */
export function invalid(options: {
  kind: string;
  group: string;
  name: string;
  field: string;
  problem: string;
}): ApiError {
  const { kind, group, name, field, problem } = options;
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `${
      group === '' ? kind : `${kind}.${group}`
    } "${name}" is invalid: ${field}: ${problem}`,
    details: {
      name,
      group,
      kind,
      causes: [{ reason: 'FieldValueInvalid', message: problem, field }],
    },
  });
}

/** 415 for a body in a format that is not accepted here. */
export function unsupportedMediaType(accepted: string[]): ApiError {
  return new ApiError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  });
}

/** 405 for a verb that the resource does not have. */
export function methodNotAllowed(): ApiError {
  return new ApiError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  });
}
