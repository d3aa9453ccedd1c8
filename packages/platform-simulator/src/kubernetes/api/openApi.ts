/**
 * OpenAPI v3, as little as makes kubectl validate on the server: an index of group versions, and for each the paths
 * whose PATCH accepts `fieldValidation` and `dryRun`. Schemas are open: the simulator does not know every field.
 */
import { apiVersionOf } from '../resourceTypes';
import type { JsonObject, ResourceType } from '../types';
import { groupVersions, serverVersion } from './discovery';

function pathOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
}

const writeParameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
  name => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }),
);

const readParameters = ['labelSelector', 'fieldSelector', 'limit'].map(
  name => ({ name, in: 'query', schema: { type: 'string' } }),
);

function schemaName({ group, version, kind }: ResourceType): string {
  const reversed = (group || 'core').split('.').reverse().join('.');
  return `${reversed}.${version}.${kind}`;
}

function describePaths(type: ResourceType): [string, JsonObject][] {
  const { group, version, kind } = type;
  const gvk = { 'x-kubernetes-group-version-kind': { group, version, kind } };
  const schema = { $ref: `#/components/schemas/${schemaName(type)}` };
  const responses = {
    200: {
      description: 'OK',
      content: { 'application/json': { schema } },
    },
  };
  const scope = type.namespaced ? 'namespaces/{namespace}/' : '';
  const base = `/${pathOf(apiVersionOf(type))}/${scope}${type.plural}`;
  const operation = (action: string, parameters: JsonObject[]): JsonObject => ({
    'x-kubernetes-action': action,
    ...gvk,
    parameters,
    responses,
  });
  return [
    [
      base,
      {
        get: operation('list', readParameters),
        post: operation('post', writeParameters),
      },
    ],
    [
      `${base}/{name}`,
      {
        get: operation('get', []),
        put: operation('put', writeParameters),
        patch: operation('patch', writeParameters),
        delete: operation('delete', writeParameters),
      },
    ],
  ];
}

function describeGroupVersion(types: readonly ResourceType[]): JsonObject {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: serverVersion.gitVersion },
    paths: Object.fromEntries(types.flatMap(describePaths)),
    components: {
      schemas: Object.fromEntries(
        types.map(type => [
          schemaName(type),
          {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
            'x-kubernetes-group-version-kind': [
              { group: type.group, version: type.version, kind: type.kind },
            ],
            properties: {
              apiVersion: { type: 'string' },
              kind: { type: 'string' },
              metadata: { type: 'object' },
            },
          },
        ]),
      ),
    },
  };
}

/** Answers a path of `/openapi/v3`; undefined for a group version that is not served. */
export function describeOpenApi(
  path: string,
  types: readonly ResourceType[],
): JsonObject | undefined {
  const served = groupVersions(types);
  const asked = path.replace(/^\/openapi\/v3\/?/, '').replace(/\/$/, '');
  if (asked === '') {
    return {
      paths: Object.fromEntries(
        [...served.keys()].map(apiVersion => [
          pathOf(apiVersion),
          { serverRelativeURL: `/openapi/v3/${pathOf(apiVersion)}?hash=1` },
        ]),
      ),
    };
  }
  const members = served.get(asked.replace(/^apis?\//, ''));
  return members && describeGroupVersion(members);
}
