/**
 * What an image is a copy or a variant of. Who mirrors images renames them (`rancher/mirrored-coredns-coredns`), vendors put the version into
 * the name (`rhel9/postgresql-15`), and teams that build on an image say so behind its name (`trino-custom`, `vault-fips`). Such names are
 * looked at as they stand and as what they were made from; what is built beside a system (`postgres-backup`) keeps its own name.
 */

/** Behind a name: what the image is for, or how it is built, and never another program. */
const VARIANT =
  /-(?:v?\d+(?:[._]\d+)*|c\d+s|centos\d+|rhel\d*|ubi\d*|alpine|debian|ubuntu|slim|fips|distroless|rootless|unprivileged|hardened|enterprise|ent|oss|ce|ee|custom|patched|fork|gpu|arm64|amd64)$/;
const MIRRORED = /(^|\/)mirrored-/;
/** More endings than this are no variant of anything. */
const MOST_ENDINGS = 3;

function withoutVariants(repository: string): string {
  let name = repository;
  for (let count = 0; count < MOST_ENDINGS && VARIANT.test(name); count += 1)
    name = name.replace(VARIANT, '');
  return name;
}

/** The repository as it stands, and those that it may have been made from; the likeliest first. */
export function originalImages(repository: string): string[] {
  const isMirror = MIRRORED.test(repository);
  const plain = isMirror ? repository.replace(MIRRORED, '$1') : repository;
  const bare = withoutVariants(plain);
  // The usual case.
  if (!isMirror && bare === repository) return [repository];
  const names = [repository, plain, bare];
  if (isMirror) {
    // `mirrored-<organisation>-<name>`; neither says where it ends.
    const last = plain.split('/').at(-1) ?? '';
    const parts = last.split('-');
    for (let at = 1; at < parts.length; at += 1)
      names.push(
        `${parts.slice(0, at).join('-')}/${parts.slice(at).join('-')}`,
      );
  }
  return [...new Set(names)];
}
