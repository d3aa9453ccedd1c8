import {
  InventoryObject,
  KubernetesIndex,
  readServicePorts,
} from '../kubernetes';
import { Service } from '../model';
import { nameObject } from './readSettings';
import { ServiceGroup } from './types';

type Endpoint = Service['endpoints'][number];

function insideOf(service: InventoryObject): Endpoint[] {
  const { name, namespace } = service.object.metadata;
  return readServicePorts(service.object).map(({ port }) => ({
    scope: 'cluster',
    address: `${name}.${namespace ?? 'default'}.svc:${port}`,
    declaredBy: nameObject(service.object),
  }));
}

function outsideOf(group: ServiceGroup, index: KubernetesIndex): Endpoint[] {
  return group.ingresses.flatMap(ingress =>
    index.routes.of(ingress).urls.map(
      (address): Endpoint => ({
        scope: 'external',
        address,
        declaredBy: nameObject(ingress.object),
      }),
    ),
  );
}

function unique(endpoints: Endpoint[]): Endpoint[] {
  if (endpoints.length < 2) return endpoints;
  const seen = new Set<string>();
  return endpoints.filter(({ address }) => {
    if (seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}

/** Where a service answers, inside by DNS name and outside through the edge; each address once. */
export function listEndpoints(
  group: ServiceGroup,
  index: KubernetesIndex,
): Endpoint[] {
  const inside = group.services.flatMap(insideOf);
  return unique([...outsideOf(group, index), ...inside]);
}

/** Most services have none; nobody may write into it. */
const NONE: Service['links'] = [];

/** Links for people: its own pages and its documentation. */
export function listLinks(
  group: ServiceGroup,
  index: KubernetesIndex,
): Service['links'] {
  if (group.ingresses.length === 0 && !group.profile?.docsUrl) return NONE;
  const pages = unique(outsideOf(group, index)).map(({ address }) => ({
    title: new URL(address).host,
    url: address,
  }));
  const docs = group.profile?.docsUrl;
  return docs
    ? [...pages, { title: `${group.profile?.title} documentation`, url: docs }]
    : pages;
}
