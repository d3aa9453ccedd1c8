/** What is wrong with an object before it is stored, in the server's words. */
import { badRequest, invalid, notFound } from '../errors';
import type { ObjectStore } from '../ObjectStore';
import { at } from '../printers/read';
import { apiVersionOf, storageKey } from '../resourceTypes';
import { readLabelSelector } from '../selectors';
import type { KubernetesObject, ResourceType } from '../types';
import type { ResourceCall } from './parseRequest';

const namespaces = { group: '', plural: 'namespaces' };
const subdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

/** RBAC names may hold anything that a path segment may: `system:node`. */
function nameIsValid(type: ResourceType, name: string): boolean {
  if (type.group === 'rbac.authorization.k8s.io') return !/[/%]/.test(name);
  return name.length <= 253 && subdomain.test(name);
}

/**
 * Completes namespace and name from the path and checks that they agree.
 *
 * @throws ApiError 400 when path and body disagree
 */
export function bindToPath(draft: KubernetesObject, call: ResourceCall): void {
  const { type, namespace, name } = call;
  const { metadata } = draft;
  if (draft.kind !== type.kind || draft.apiVersion !== apiVersionOf(type)) {
    throw badRequest(
      `${draft.kind} in version "${draft.apiVersion}" cannot be handled as a ${
        type.kind
      } in ${apiVersionOf(type)}`,
    );
  }
  if (type.namespaced) {
    metadata.namespace ||= namespace ?? '';
    if (metadata.namespace !== namespace) {
      throw badRequest(
        `the namespace of the provided object does not match the namespace sent on the request`,
      );
    }
  } else {
    delete metadata.namespace;
  }
  if (name === undefined) return;
  metadata.name ||= name;
  if (metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
}

function checkSelector(type: ResourceType, draft: KubernetesObject): void {
  if (type.group !== 'apps') return;
  const selector = at(draft, 'spec', 'selector');
  const labels = at(draft, 'spec', 'template', 'metadata', 'labels');
  const fail = (field: string, problem: string) =>
    invalid({
      kind: type.kind,
      group: type.group,
      name: draft.metadata.name,
      field,
      problem,
    });
  if (typeof selector !== 'object' || selector === null) {
    throw fail('spec.selector', 'Required value');
  }
  const matches = readLabelSelector(selector);
  if (!matches((labels ?? {}) as Record<string, string>)) {
    throw fail(
      'spec.template.metadata.labels',
      `Invalid value: ${JSON.stringify(
        labels ?? {},
      )}: \`selector\` does not match template \`labels\``,
    );
  }
}

/**
 * Checks an object that is about to be stored.
 *
 * @throws ApiError 422 for a broken rule, 404 when its namespace is not there
 */
export function validate(
  draft: KubernetesObject,
  options: { type: ResourceType; store: ObjectStore },
): void {
  const { type, store } = options;
  const { name, namespace, generateName } = draft.metadata;
  const fail = (field: string, problem: string) =>
    invalid({ kind: type.kind, group: type.group, name, field, problem });
  if (!name && !generateName) {
    throw fail(
      'metadata.name',
      'Required value: name or generateName is required',
    );
  }
  if (name && !nameIsValid(type, name)) {
    throw fail('metadata.name', `Invalid value: "${name}": ${subdomainRule}`);
  }
  if (namespace && !store.get(namespaces, { name: namespace })) {
    throw notFound(namespaces, namespace);
  }
  checkSelector(type, draft);
  const replicas = at(draft, 'spec', 'replicas');
  const scalable = storageKey(type).startsWith('apps/');
  if (scalable && typeof replicas === 'number' && replicas < 0) {
    throw fail(
      'spec.replicas',
      `Invalid value: ${replicas}: must be greater than or equal to 0`,
    );
  }
}
