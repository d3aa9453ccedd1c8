/** Discovery: which groups, versions and types are served, in the plain and in the aggregated form. */
import { apiVersionOf } from '../resourceTypes';
import type { JsonObject, ResourceType } from '../types';

const allVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const verbsOfSubresource: Record<string, string[]> = {
  scale: ['get', 'patch', 'update'],
  status: ['get', 'patch', 'update'],
  log: ['get'],
  proxy: ['create', 'delete', 'get', 'patch', 'update'],
};

/** The version of Kubernetes that the simulator behaves like. */
export const serverVersion: JsonObject = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.1',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2025-09-09T19:44:50Z',
  goVersion: 'go1.24.6',
  compiler: 'gc',
  platform: 'linux/amd64',
};

function subresourceKind(type: ResourceType, subresource: string): JsonObject {
  return subresource === 'scale'
    ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
    : { kind: subresource === 'proxy' ? 'ServiceProxyOptions' : type.kind };
}

function describe(type: ResourceType): JsonObject[] {
  return [
    {
      name: type.plural,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: type.verbs ?? allVerbs,
      shortNames: type.shortNames,
      categories: type.categories,
      storageVersionHash: undefined,
    },
    ...(type.subresources ?? []).map(subresource => ({
      name: `${type.plural}/${subresource}`,
      singularName: '',
      namespaced: type.namespaced,
      verbs: verbsOfSubresource[subresource],
      ...subresourceKind(type, subresource),
    })),
  ];
}

/** The group versions of the types, in order of first mention: the first of a group is preferred. */
export function groupVersions(
  types: readonly ResourceType[],
): Map<string, ResourceType[]> {
  const found = new Map<string, ResourceType[]>();
  for (const type of types) {
    const apiVersion = apiVersionOf(type);
    const members = found.get(apiVersion) ?? [];
    found.set(apiVersion, members);
    members.push(type);
  }
  return found;
}

function describeGroup(
  group: string,
  types: readonly ResourceType[],
): JsonObject {
  const versions = [
    ...groupVersions(types.filter(type => type.group === group)),
  ].map(([groupVersion, [{ version }]]) => ({ groupVersion, version }));
  return {
    kind: 'APIGroup',
    apiVersion: 'v1',
    name: group,
    versions,
    preferredVersion: versions[0],
  };
}

function namedGroups(types: readonly ResourceType[]): string[] {
  return [...new Set(types.map(type => type.group))].filter(
    group => group !== '',
  );
}

function aggregate(
  groups: string[],
  types: readonly ResourceType[],
): JsonObject {
  const describeType = (type: ResourceType): JsonObject => ({
    resource: type.plural,
    responseKind: {
      group: type.group,
      version: type.version,
      kind: type.kind,
    },
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs ?? allVerbs,
    shortNames: type.shortNames,
    categories: type.categories,
    subresources: type.subresources?.map(subresource => ({
      subresource,
      responseKind: {
        group: type.group,
        version: type.version,
        ...subresourceKind(type, subresource),
      },
      verbs: verbsOfSubresource[subresource],
    })),
  });
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(group => ({
      metadata: { name: group, creationTimestamp: null },
      versions: [
        ...groupVersions(types.filter(type => type.group === group)).values(),
      ].map(members => ({
        version: members[0].version,
        freshness: 'Current',
        resources: members.map(describeType),
      })),
    })),
  };
}

function plainAnswer(
  segments: string[],
  types: readonly ResourceType[],
): JsonObject | undefined {
  const [root, group, version] = segments;
  if (root === 'api' && !group) {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    };
  }
  if (root === 'apis' && !group) {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: namedGroups(types).map(name => describeGroup(name, types)),
    };
  }
  if (root === 'apis' && !version) {
    return namedGroups(types).includes(group)
      ? describeGroup(group, types)
      : undefined;
  }
  const groupVersion = root === 'api' ? group : `${group}/${version}`;
  const members = groupVersions(types).get(groupVersion);
  if (!members || (root === 'api') !== (members[0].group === '')) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: members.flatMap(describe),
  };
}

/**
 * Answers a path of `/api` or `/apis` that names no type.
 *
 * @param options - `aggregated` when the client accepts an `APIGroupDiscoveryList`
 * @returns undefined when there is no such group or version
 */
export function discover(
  path: string,
  options: { types: readonly ResourceType[]; aggregated: boolean },
): JsonObject | undefined {
  const { types, aggregated } = options;
  const segments = path.split('/').filter(segment => segment !== '');
  if (aggregated && segments.length === 1) {
    const groups = segments[0] === 'api' ? [''] : namedGroups(types);
    return aggregate(groups, types);
  }
  return plainAnswer(segments, types);
}
