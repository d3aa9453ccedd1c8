import { Entity } from '@backstage/catalog-model';
import { z } from 'zod';

const DECLARATION = 'src/connector.json';
const DeclarationSchema = z.object({ baseUrl: z.url() });

/** `polygon.io` of `wss://socket.polygon.io/stocks`; a publisher answers at more than one host. */
function domainOf(url: string): string {
  return new URL(url).hostname.split('.').slice(-2).join('.');
}

function declaredIn(files: ReadonlyMap<string, Buffer>): string | undefined {
  try {
    const text = files.get(DECLARATION)?.toString('utf8') ?? '';
    return DeclarationSchema.parse(JSON.parse(text)).baseUrl;
  } catch {
    return undefined;
  }
}

/**
 * The address that the connector itself asks, when it is one of the publisher's: the catalog names one of an API's addresses, and a connector may put
 * another part of it into its paths, or ask another host. An address that is not the publisher's is whoever's filled in the form, and nothing that the
 * portal knows by a host map is asked for them: then it is what the catalog says.
 */
export function findAddress(options: {
  files: ReadonlyMap<string, Buffer>;
  /** Addresses of the source as the catalog has it. */
  baseUrl: string;
  docsUrl: string;
  links: Entity['metadata']['links'];
}): string {
  const { files, baseUrl, docsUrl, links = [] } = options;
  const own = declaredIn(files);
  const known = [baseUrl, docsUrl, ...links.map(({ url }) => url)];
  const publishers = known.filter(url => URL.canParse(url)).map(domainOf);
  return own && publishers.includes(domainOf(own)) ? own : baseUrl;
}
