/** Words in names of workloads that say what a part does and not what the whole is. */
export const COMMON_ROLES: readonly string[] = [
  'api',
  'web',
  'webserver',
  'worker',
  'workers',
  'frontend',
  'backend',
  'server',
  'scheduler',
  'beat',
  'ui',
  'controller',
  'webhook',
  'consumer',
  'producer',
];

const sortedRoles = new WeakMap<readonly string[], readonly string[]>();

/** The roles as they stand in a name, the longest first. */
function marksOf(roles: readonly string[]): readonly string[] {
  const known = sortedRoles.get(roles);
  if (known) return known;
  const marks = [...roles]
    .sort((a, b) => b.length - a.length)
    .map(role => `-${role}-`);
  sortedRoles.set(roles, marks);
  return marks;
}

/** A name without the words that name a role: `trino-coordinator` becomes `trino`. */
export function nameStem(name: string, roles: readonly string[]): string {
  let rest = `-${name}-`;
  for (const role of marksOf(roles)) {
    while (rest.includes(role)) rest = rest.replace(role, '-');
  }
  return rest.replace(/^-+|-+$/g, '');
}

/** FNV-1a, 32 bits, as 8 hexadecimal digits: a stable mark for names that must be cut. */
function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** What is an id of a service as it stands. */
const IS_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Any text as an id of a service: `[a-z0-9-]{1,63}`, the same text always giving the same id. */
export function toServiceId(text: string): string {
  if (text.length <= 63 && IS_ID.test(text)) return text;
  const id = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (id === '') return `service-${mark(text)}`;
  return id.length <= 63
    ? id
    : `${id.slice(0, 54).replace(/-+$/, '')}-${mark(id)}`;
}
