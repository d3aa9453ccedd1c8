/**
 * Whether an external address may be asked, how, and as whom. A host stands in an object of a cluster, which whoever may write there may invent: so
 * only hosts that the configuration knows are called (by the map of hosts, below a domain, or as a route of type `external` writes them), and
 * an identity is sent to none but those that it is configured for.
 */
import { ExternalAddress } from '@254carbon/backstage-plugin-platform-common';
import { PlatformConfig, Route } from '../config';
import { lookUpHost } from '../door/resolveHost';
import { ExternalDomain } from './types';

/** How an address is asked, or why it cannot be. */
export type Way =
  | { ok: true; url: string; headers: Readonly<Record<string, string>> }
  | { ok: false; reason: string };

/** What the configuration says of ways. */
export interface Ways {
  config: Pick<PlatformConfig, 'hosts' | 'routes'>;
  domains: readonly ExternalDomain[];
}

const PORTS = { http: '80', https: '443' } as const;

/** Where hosts of a route look like its template: `https://{service}.example.com`. */
function fitsRoute(route: Route | undefined, host: string): boolean {
  if (route?.type !== 'external' || !/^https:/.test(route.url)) return false;
  const [template] = route.url.replace(/^https:\/\//, '').split('/');
  const pattern = template
    .split(/\{[a-z]+\}/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // A template that is nothing but a name says nothing of hosts.
  if (!/\..+\..+|^[^{]+\.[^{]+$/.test(template)) return false;
  return new RegExp(`^${pattern.join('[a-z0-9-]+')}$`).test(host);
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function identityOf(
  { cluster, host }: ExternalAddress,
  { config, domains }: Ways,
): Readonly<Record<string, string>> | undefined {
  const domain = domains.find(one => isBelow(host, one.domain));
  if (domain) return domain.headers;
  const route = config.routes.get(cluster);
  return route?.type === 'external' && fitsRoute(route, host)
    ? route.headers
    : undefined;
}

/** The way to an address. */
export function findWay(address: ExternalAddress, ways: Ways): Way {
  const { host, path, challenge } = address;
  const headers = identityOf(address, ways);
  const schemes = challenge
    ? (['http', 'https'] as const)
    : (['https', 'http'] as const);
  const [name, port] = host.split(':');
  const mapped = schemes.find(scheme => {
    const found = lookUpHost(ways.config.hosts, name, port ?? PORTS[scheme]);
    return found !== undefined && !found.startsWith('tcp:');
  });
  const scheme = mapped ?? (headers ? schemes[0] : undefined);
  if (!scheme) {
    const reason = `no route to it; map it in platform.hosts, name its domain in platform.external.domains, or give cluster ${address.cluster} a route of type external`;
    return { ok: false, reason };
  }
  const url = `${scheme}://${host}${path}`;
  return { ok: true, url, headers: challenge ? {} : headers ?? {} };
}
