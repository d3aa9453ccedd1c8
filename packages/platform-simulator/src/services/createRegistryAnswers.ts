/**
 * The registry of the platform's images, as anybody sees it: who asks for a manifest is sent for a token first, and gets one without a name.
 * The platform's CI builds an image of each repository that is published, so that every name of its own is there; others are not.
 */
import type { Handler } from '../kubernetes/types';

/** Where the platform's images are. */
export const REGISTRY_HOST = 'ghcr.io';

const OWNER = '254carbon';
const MANIFEST = /^\/v2\/([a-z0-9-]+)\/([a-z0-9._/-]+)\/manifests\/([\w.:-]+)$/;
const TOKEN = 'anonymous';

function refuse(
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ errors: [{ code }] }, { status, headers });
}

function answerManifest(
  request: Request,
  repository: string,
  isOurs: boolean,
): Response {
  if (request.headers.get('authorization') !== `Bearer ${TOKEN}`) {
    return refuse(401, 'UNAUTHORIZED', {
      'www-authenticate': `Bearer realm="https://${REGISTRY_HOST}/token",service="${REGISTRY_HOST}",scope="repository:${repository}:pull"`,
    });
  }
  if (!isOurs) return refuse(404, 'MANIFEST_UNKNOWN');
  return Response.json(
    {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      layers: [],
    },
    {
      headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' },
    },
  );
}

/** Answers `/ghcr.io/v2/...` and `/ghcr.io/token`. */
export function createRegistryAnswers(): Handler {
  return async request => {
    const path = new URL(request.url).pathname.replace(`/${REGISTRY_HOST}`, '');
    if (path === '/token') return Response.json({ token: TOKEN });
    const [, owner, name] = MANIFEST.exec(path) ?? [];
    if (!owner) return refuse(404, 'NOT_FOUND');
    return answerManifest(request, `${owner}/${name}`, owner === OWNER);
  };
}
