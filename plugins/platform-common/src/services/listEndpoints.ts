import {
  asObject,
  asObjects,
  asText,
  asTexts,
  InventoryObject,
  readServicePorts,
} from '../kubernetes';
import { Service } from '../model';
import { ServiceGroup } from './types';

type Endpoint = Service['endpoints'][number];

function referTo({ object }: InventoryObject): string {
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function insideOf(service: InventoryObject): Endpoint[] {
  const { name, namespace } = service.object.metadata;
  return readServicePorts(service.object).map(({ port }) => ({
    scope: 'cluster',
    address: `${name}.${namespace ?? 'default'}.svc:${port}`,
    declaredBy: referTo(service),
  }));
}

/** Addresses from outside that an Ingress declares, as URLs. */
export function ingressUrls({ object }: InventoryObject): string[] {
  const secure = new Set(
    asObjects(object.spec?.tls).flatMap(item => asTexts(item.hosts)),
  );
  return asObjects(object.spec?.rules).flatMap(rule => {
    const host = asText(rule.host);
    if (host === undefined || host.includes('*')) return [];
    const scheme = secure.has(host) ? 'https' : 'http';
    const paths = asObjects(asObject(rule.http).paths)
      .map(item => asText(item.path) ?? '/')
      .map(path => (/^\/[A-Za-z0-9._~/-]*$/.test(path) ? path : '/'));
    return [...new Set(paths)].map(path => `${scheme}://${host}${path}`);
  });
}

/** Where a service answers, inside by DNS name and outside through the edge; each address once. */
export function listEndpoints(group: ServiceGroup): Endpoint[] {
  const inside = group.services.flatMap(insideOf);
  const outside = group.ingresses.flatMap(ingress =>
    ingressUrls(ingress).map(
      (address): Endpoint => ({
        scope: 'external',
        address,
        declaredBy: referTo(ingress),
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
export function listLinks(group: ServiceGroup): Service['links'] {
  const pages = listEndpoints(group)
    .filter(({ scope }) => scope === 'external')
    .map(({ address }) => ({ title: new URL(address).host, url: address }));
  const docs = group.profile?.docsUrl;
  return docs
    ? [...pages, { title: `${group.profile?.title} documentation`, url: docs }]
    : pages;
}
