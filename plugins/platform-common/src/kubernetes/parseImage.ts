/** The parts of a container image reference. */
export interface ImageReference {
  /** Host of the registry, when the reference names one: `ghcr.io`, `localhost:5000`. */
  registry?: string;
  /** Path without registry, tag and digest: `trinodb/trino`; `nginx` stays `nginx`. */
  repository: string;
  tag?: string;
  /** `sha256:...` */
  digest?: string;
}

/** Where the repository begins in a reference without digest: the first part is a registry when it holds a dot or a colon, or is `localhost`. */
function repositoryStart(name: string): number {
  const slash = name.indexOf('/');
  if (slash <= 0) return 0;
  const first = name.slice(0, slash);
  return first === 'localhost' || /[.:]/.test(first) ? slash + 1 : 0;
}

/** Where the tag's colon is in a reference without digest; its end when it has no tag. */
function repositoryEnd(name: string): number {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? colon : name.length;
}

function withoutDigest(image: string): string {
  const at = image.indexOf('@');
  return at >= 0 ? image.slice(0, at) : image;
}

/** The repository of {@link parseImage}, for those who need nothing else. */
export function repositoryOf(image: string): string {
  const name = withoutDigest(image);
  return name.slice(repositoryStart(name), repositoryEnd(name));
}

/** Splits an image reference by Docker's rule. Never throws: nonsense becomes a repository of that name. */
export function parseImage(image: string): ImageReference {
  const name = withoutDigest(image);
  const start = repositoryStart(name);
  const end = repositoryEnd(name);
  const registry = name.slice(0, Math.max(0, start - 1));
  const tag = name.slice(end + 1);
  const digest = image.slice(name.length + 1);
  return {
    ...(registry ? { registry } : {}),
    repository: name.slice(start, end),
    ...(tag ? { tag } : {}),
    ...(digest ? { digest } : {}),
  };
}
