/** Access and token reviews: questions about rights, answered from the same rules that requests are judged by. */
import { methodNotAllowed } from '../errors';
import { isRecord } from '../identifiers';
import { at, textAt, textsAt } from '../printers/read';
import type { Identity, KubernetesObject } from '../types';
import { mayAccess, mayCallPath } from './authorize';
import type { CallContext } from './context';
import type { ResourceCall } from './parseRequest';
import { readObject } from './readBody';
import { json } from './represent';

function isAllowed(identity: Identity, review: KubernetesObject): boolean {
  const path = at(review, 'spec', 'nonResourceAttributes');
  if (isRecord(path)) {
    return mayCallPath(identity, {
      verb: textAt(path, ['verb'], ''),
      path: textAt(path, ['path'], ''),
    });
  }
  const asked = at(review, 'spec', 'resourceAttributes');
  return mayAccess(identity, {
    verb: textAt(asked, ['verb'], ''),
    group: textAt(asked, ['group'], ''),
    resource: textAt(asked, ['resource'], ''),
    subresource: textAt(asked, ['subresource'], '') || undefined,
    namespace: textAt(asked, ['namespace'], '') || undefined,
    name: textAt(asked, ['name'], '') || undefined,
  });
}

function reviewAccess(
  review: KubernetesObject,
  identity: Identity | undefined,
): object {
  const allowed = identity !== undefined && isAllowed(identity, review);
  return allowed
    ? { allowed, reason: `RBAC: allowed for user "${identity.user}"` }
    : { allowed, reason: '' };
}

function reviewRules(review: KubernetesObject, identity: Identity): object {
  const namespace = textAt(review, ['spec', 'namespace'], '');
  const rules = identity.rules.filter(
    rule => !rule.namespaces || rule.namespaces.includes(namespace),
  );
  return {
    incomplete: false,
    resourceRules: rules
      .filter(rule => rule.resources.length > 0)
      .map(({ verbs, apiGroups, resources }) => ({
        verbs,
        apiGroups,
        resources,
      })),
    nonResourceRules: rules
      .filter(rule => rule.nonResourceURLs?.length)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
  };
}

function userOf({ user, groups }: Identity): object {
  return { username: user, uid: user, groups };
}

function reviewToken(
  review: KubernetesObject,
  identities: readonly Identity[],
): object {
  const token = textAt(review, ['spec', 'token'], '');
  const found = identities.find(identity => identity.token === token);
  return found
    ? { authenticated: true, user: userOf(found) }
    : { authenticated: false, error: 'invalid bearer token' };
}

/** A subject is known by its name; groups that it claims are checked against the identity's own. */
function subjectOf(
  review: KubernetesObject,
  identities: readonly Identity[],
): Identity | undefined {
  const user = textAt(review, ['spec', 'user'], '');
  const groups = textsAt(review, 'spec', 'groups');
  return identities.find(
    identity =>
      identity.user === user ||
      (user === '' && identity.groups.some(group => groups.includes(group))),
  );
}

/** Answers the creation of a review; nothing is stored. */
export async function createReview(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  if (call.verb !== 'create') throw methodNotAllowed();
  const { identity, identities } = context;
  const review = await readObject(context.request, call.type);
  const answers: Record<string, () => object> = {
    SelfSubjectAccessReview: () => reviewAccess(review, identity),
    SubjectAccessReview: () =>
      reviewAccess(review, subjectOf(review, identities)),
    SelfSubjectRulesReview: () => reviewRules(review, identity),
    SelfSubjectReview: () => ({ userInfo: userOf(identity) }),
    TokenReview: () => reviewToken(review, identities),
  };
  const status = answers[call.type.kind]?.() ?? {};
  return json({ ...review, status }, 201);
}
