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

/**
 * Splits an image reference by Docker's rule: the first part is a registry when it holds a dot or a
 * colon, or is `localhost`. Never throws: nonsense becomes a repository of that name.
 */
export function parseImage(image: string): ImageReference {
  const at = image.indexOf('@');
  const digest = at >= 0 ? image.slice(at + 1) : undefined;
  let rest = at >= 0 ? image.slice(0, at) : image;
  let registry: string | undefined;
  const slash = rest.indexOf('/');
  if (slash > 0) {
    const first = rest.slice(0, slash);
    if (/[.:]/.test(first) || first === 'localhost') {
      registry = first;
      rest = rest.slice(slash + 1);
    }
  }
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  const tag = hasTag ? rest.slice(colon + 1) : undefined;
  return {
    ...(registry ? { registry } : {}),
    repository: hasTag ? rest.slice(0, colon) : rest,
    ...(tag ? { tag } : {}),
    ...(digest ? { digest } : {}),
  };
}
