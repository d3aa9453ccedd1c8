/**
 * The host map. A name of the platform or of a data source is looked up as `host:port` first, then as
 * `host`; for services inside a cluster the short (`trino.data`) and the long
 * (`trino.data.svc.cluster.local`) name are the same host.
 */

const CLUSTER_SUFFIX = /\.svc(?:\.cluster\.local)?$/;

const DEFAULT_PORTS: Record<string, string> = {
  'http:': '80',
  'https:': '443',
};

/** The mapped address of a host and port, or `undefined`. */
export function lookUpHost(
  hosts: ReadonlyMap<string, string>,
  host: string,
  port?: number | string,
): string | undefined {
  const long = host.toLowerCase();
  const short = long.replace(CLUSTER_SUFFIX, '');
  for (const name of new Set([long, short])) {
    const found = (port && hosts.get(`${name}:${port}`)) || hosts.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The address that is really called for a URL; the URL itself when its host is not mapped to HTTP. */
export function resolveUrl(
  hosts: ReadonlyMap<string, string>,
  url: string,
): string {
  const asked = new URL(url);
  const port = asked.port || DEFAULT_PORTS[asked.protocol];
  const mapped = lookUpHost(hosts, asked.hostname, port);
  if (!mapped || mapped.startsWith('tcp:')) return url;
  return `${mapped}${asked.pathname}${asked.search}`;
}

/** Host and port of `tcp://host:port` or an HTTP address. */
export function socketOf(address: string): { host: string; port: number } {
  const url = new URL(address);
  const port = Number(url.port || DEFAULT_PORTS[url.protocol]);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
