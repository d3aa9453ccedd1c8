/**
 * Whether a cluster could pull an image: the registry's own answer for its manifest, asked as anybody may ask. A registry that wants a login says
 * where to get a token, which is tried without a name once; images that need a name are not known to be there.
 */
import { z } from 'zod';
import { DoorAnswer, PlatformDoor } from '../door/types';

/** Whether an image can be pulled, and if not, why not. */
export type ImageState = { ok: true } | { ok: false; reason: string };

const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const TIMEOUT_MS = 10_000;

interface ImageName {
  host: string;
  repository: string;
  reference: string;
}

/** Taken apart; names without a host are Docker Hub's. */
function parseName(image: string): ImageName | undefined {
  const match =
    /^(?:([^/]+\.[^/]+|localhost(?::\d+)?|[^/]+:\d+)\/)?([a-z0-9._/-]+?)(?::([\w.-]+)|@(sha256:[0-9a-f]{64}))?$/.exec(
      image,
    );
  if (!match) return undefined;
  const [, host = 'registry-1.docker.io', name, tag, digest] = match;
  const isPlain = match[1] === undefined && !name.includes('/');
  return {
    host,
    repository: isPlain ? `library/${name}` : name,
    reference: digest ?? tag ?? 'latest',
  };
}

type Ask = <T>(
  url: string,
  headers: Record<string, string>,
  read: (answer: DoorAnswer) => T,
) => Promise<T | undefined>;

function createAsk(door: Pick<PlatformDoor, 'ask'>): Ask {
  return async (url, headers, read) => {
    const { origin, pathname, search } = new URL(url);
    const answer = await door.ask({
      place: { type: 'address', url: origin },
      path: `${pathname}${search}`,
      source: { kind: 'api', name: new URL(url).host, detail: pathname },
      request: { headers, timeoutMs: TIMEOUT_MS },
      read,
    });
    return answer.ok ? answer.value : undefined;
  };
}

/** Where a registry gives tokens, out of its refusal; only on its own host or below its domain. */
function tokenAddress(
  challenge: string,
  { host, repository }: ImageName,
): string | undefined {
  const part = (name: string) =>
    new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = part('realm');
  if (!/^Bearer /i.test(challenge) || !realm || !URL.canParse(realm))
    return undefined;
  const url = new URL(realm);
  const domain = host.split('.').slice(-2).join('.');
  if (url.protocol !== 'https:' || !url.hostname.endsWith(domain))
    return undefined;
  url.searchParams.set('service', part('service') ?? host);
  url.searchParams.set('scope', `repository:${repository}:pull`);
  return url.href;
}

async function askAgain(
  ask: Ask,
  url: string,
  told: { challenge: string; name: ImageName },
) {
  const address = tokenAddress(told.challenge, told.name);
  if (!address) return 401;
  let token: string | undefined;
  await ask(address, {}, ({ body }) => {
    // Kept here: whatever leaves the door is scrubbed of tokens.
    token = z.object({ token: z.string() }).safeParse(JSON.parse(body))
      .data?.token;
    return true;
  });
  if (!token) return 401;
  const headers = { accept: ACCEPT, authorization: `Bearer ${token}` };
  return ask(url, headers, ({ status }) => status);
}

/** Asks the registry of an image whether anybody can pull it; never rejects. */
export async function findImage(
  door: Pick<PlatformDoor, 'ask'>,
  image: string,
): Promise<ImageState> {
  const name = parseName(image);
  if (!name) {
    return {
      ok: false,
      reason: `'${image}' is no name of an image; correct it.`,
    };
  }
  const ask = createAsk(door);
  const url = `https://${name.host}/v2/${name.repository}/manifests/${name.reference}`;
  const first = await ask(url, { accept: ACCEPT }, ({ status, headers }) => ({
    status,
    challenge: headers['www-authenticate'] ?? '',
  }));
  const status =
    first?.status === 401
      ? await askAgain(ask, url, { challenge: first.challenge, name })
      : first?.status;
  if (status === 200) return { ok: true };
  const why =
    status === undefined
      ? `its registry ${name.host} gave no answer`
      : `its registry ${name.host} says ${status}`;
  return {
    ok: false,
    reason: `no image ${image} that can be pulled (${why}); build and push it, then apply the workflow again.`,
  };
}
