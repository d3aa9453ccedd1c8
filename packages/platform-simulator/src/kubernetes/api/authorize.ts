/** Who is calling, and what they may do: bearer tokens are identities, rules have RBAC's meaning. */
import { ApiError, qualifiedName } from '../errors';
import type { Identity, PolicyRule } from '../types';
import type { PathCall, ResourceCall } from './parseRequest';

/** What an access review asks about. */
export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

const anonymous: Identity = {
  token: '',
  user: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [],
};

const publicPaths = /^\/(healthz|readyz|livez)(\/.*)?$|^\/version\/?$/;
const discoveryPaths = /^\/(api|apis|openapi)(\/.*)?$/;

/**
 * Finds the caller.
 *
 * @throws ApiError 401 for a token that nobody has
 */
export function authenticate(
  request: Request,
  identities: readonly Identity[],
): Identity {
  const header = request.headers.get('authorization');
  if (header === null) return anonymous;
  const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
  const found = identities.find(identity => identity.token === token);
  if (!found) {
    throw new ApiError({
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  }
  return found;
}

function includes(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

function coversResource(rule: PolicyRule, asked: ResourceAttributes): boolean {
  if (!asked.subresource) return includes(rule.resources, asked.resource);
  return (
    includes(rule.resources, `${asked.resource}/${asked.subresource}`) ||
    rule.resources.includes(`*/${asked.subresource}`)
  );
}

/** Whether the rules of an identity allow what is asked. */
export function mayAccess(
  identity: Identity,
  asked: ResourceAttributes,
): boolean {
  return identity.rules.some(
    rule =>
      includes(rule.verbs, asked.verb) &&
      includes(rule.apiGroups, asked.group) &&
      coversResource(rule, asked) &&
      (rule.namespaces === undefined ||
        (asked.namespace !== undefined &&
          rule.namespaces.includes(asked.namespace))),
  );
}

/** Whether an identity may call a path outside the resource tree. */
export function mayCallPath(
  identity: Identity,
  asked: { verb: string; path: string },
): boolean {
  if (publicPaths.test(asked.path)) return true;
  if (identity.user === anonymous.user) return false;
  if (discoveryPaths.test(asked.path)) return true;
  return identity.rules.some(
    rule =>
      includes(rule.verbs, asked.verb) &&
      (rule.nonResourceURLs ?? []).some(pattern =>
        pattern.endsWith('*')
          ? asked.path.startsWith(pattern.slice(0, -1))
          : asked.path === pattern,
      ),
  );
}

function forbidden(
  identity: Identity,
  call: ResourceCall,
  scope: string,
): ApiError {
  const resource = call.subresource
    ? `${call.type.plural}/${call.subresource}`
    : call.type.plural;
  const subject = `${qualifiedName(call.type)}${
    call.name ? ` "${call.name}"` : ''
  }`;
  return new ApiError({
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: User "${identity.user}" cannot ${call.verb} resource "${resource}" in API group "${call.type.group}" ${scope}`,
    details: {
      name: call.name,
      group: call.type.group,
      kind: call.type.plural,
    },
  });
}

/** Reviews about oneself are open to everyone who is known, as `system:basic-user` grants. */
const selfReviews = new Set([
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'selfsubjectreviews',
]);

/**
 * Lets a request for objects pass, or not.
 *
 * @throws ApiError 403 in the real server's words
 */
export function authorizeResource(
  identity: Identity,
  call: ResourceCall,
): void {
  const known = identity.user !== anonymous.user;
  if (known && selfReviews.has(call.type.plural)) return;
  // A Namespace is inside itself as far as rules are concerned.
  const namespace =
    call.type.group === '' && call.type.plural === 'namespaces'
      ? call.name
      : call.namespace;
  const allowed = mayAccess(identity, {
    verb: call.verb,
    group: call.type.group,
    resource: call.type.plural,
    subresource: call.subresource,
    namespace,
    name: call.name,
  });
  if (allowed) return;
  const scope = call.namespace
    ? `in the namespace "${call.namespace}"`
    : 'at the cluster scope';
  throw forbidden(identity, call, scope);
}

/**
 * Lets a request for a path pass, or not.
 *
 * @throws ApiError 403 in the real server's words
 */
export function authorizePath(identity: Identity, call: PathCall): void {
  if (mayCallPath(identity, call)) return;
  throw new ApiError({
    code: 403,
    reason: 'Forbidden',
    message: `forbidden: User "${identity.user}" cannot ${call.verb} path "${call.path}"`,
  });
}
