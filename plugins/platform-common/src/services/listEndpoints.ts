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

/** Where a service answers, inside by DNS name and outside through the edge; each address once. */
export function listEndpoints(
  group: ServiceGroup,
  index: KubernetesIndex,
): Endpoint[] {
  const inside = group.services.flatMap(insideOf);
  const outside = group.ingresses.flatMap(ingress =>
    index.routes.of(ingress).urls.map(
      (address): Endpoint => ({
        scope: 'external',
        address,
        declaredBy: nameObject(ingress.object),
      }),
    ),
  );
  const seen = new Set<string>();
  return [...outside, ...inside].filter(({ address }) => {
    if (seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}

/** Links for people: its own pages and its documentation. */
export function listLinks(
  group: ServiceGroup,
  index: KubernetesIndex,
): Service['links'] {
  const pages = listEndpoints(group, index)
    .filter(({ scope }) => scope === 'external')
    .map(({ address }) => ({ title: new URL(address).host, url: address }));
  const docs = group.profile?.docsUrl;
  return docs
    ? [...pages, { title: `${group.profile?.title} documentation`, url: docs }]
    : pages;
}
