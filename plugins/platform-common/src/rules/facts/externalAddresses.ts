/** Where people, and authorities that prove hosts, come in from outside: what routes of every kind name. */
import {
  asText,
  InventoryObject,
  readRoute,
  ROUTE_KINDS,
} from '../../kubernetes';
import { isInsideHost } from './answers';
import type { ObjectLookup } from './context';
import { isPassing } from './ingressPaths';

/** An address that a route exposes. */
export interface ExternalAddress {
  /** Different from that of every other address, and the same for as long as it is there. */
  id: string;
  cluster: string;
  /** `trino.example.com`, with the port when a route names one. */
  host: string;
  path: string;
  /** A route says that it is offered over TLS; when none does, TLS may end in front of it all the same. */
  tls: boolean;
  /** It is asked for because a certificate waits for it. */
  challenge?: true;
}

/** What is asked for in place of the name of a challenge: that is a secret of the cluster, and who stands in the way stands in the way of any. */
const CHALLENGE_PATH = '/.well-known/acme-challenge/portal';

function addressesOf(
  index: Pick<ObjectLookup, 'get'>,
  entry: InventoryObject,
): ExternalAddress[] {
  const { cluster, object } = entry;
  if (isPassing(entry)) return [];
  const { urls } = readRoute(
    object,
    (kind, namespace, name) =>
      index.get({ cluster, kind, namespace, name })?.object,
  );
  return urls.flatMap(url => {
    if (!URL.canParse(url)) return [];
    const { protocol, host, pathname: path } = new URL(url);
    if (isInsideHost(host)) return [];
    const id = `${cluster} ${host}${path}`;
    return [{ id, cluster, host, path, tls: protocol === 'https:' }];
  });
}

function challengeOf({ cluster, object }: InventoryObject): ExternalAddress[] {
  const host = asText(object.spec?.dnsName) ?? '';
  const state = asText(object.status?.state) ?? 'pending';
  const isHttp = asText(object.spec?.type) === 'HTTP-01';
  // A wildcard is proved by DNS alone.
  if (!isHttp || state === 'valid' || isInsideHost(host)) return [];
  const id = `${cluster} ${host} challenge`;
  const path = CHALLENGE_PATH;
  return [{ id, cluster, host, path, tls: false, challenge: true }];
}

/** The addresses of all clusters, each once, in a fixed order. */
export function listExternalAddresses(
  index: Pick<ObjectLookup, 'get' | 'byKind'>,
): ExternalAddress[] {
  const found = new Map<string, ExternalAddress>();
  const all = [
    ...[...ROUTE_KINDS.keys()]
      .flatMap(kind => index.byKind(kind))
      .flatMap(entry => addressesOf(index, entry)),
    ...index.byKind('Challenge').flatMap(challengeOf),
  ];
  for (const address of all) {
    const tls = address.tls || (found.get(address.id)?.tls ?? false);
    found.set(address.id, { ...address, tls });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
