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

/** The roles as they stand between dashes, the longest first, and a pattern that a name with any of them fits. */
interface RoleMarks {
  marks: readonly string[];
  any: RegExp;
}

const known = new WeakMap<readonly string[], RoleMarks>();

function marksOf(roles: readonly string[]): RoleMarks {
  const last = known.get(roles);
  if (last) return last;
  const sorted = [...roles].sort((a, b) => b.length - a.length);
  const words = sorted.map(role => role.replace(/[^\w-]/g, '\\$&'));
  const made = {
    marks: sorted.map(role => `-${role}-`),
    any: new RegExp(`(?:^|-)(?:${words.join('|')})(?:-|$)`),
  };
  known.set(roles, made);
  return made;
}

/** The roles to look for in a name; most names hold none. */
function marksIn(name: string, roles: readonly string[]): readonly string[] {
  if (roles.length === 0) return roles;
  const { marks, any } = marksOf(roles);
  return any.test(name) ? marks : [];
}

/** A name without the words that name a role: `trino-coordinator` becomes `trino`. */
export function nameStem(name: string, roles: readonly string[]): string {
  const marks = marksIn(name, roles);
  // The usual case: nothing has to go.
  if (marks.length === 0 && !name.startsWith('-') && !name.endsWith('-'))
    return name;
  let rest = `-${name}-`;
  for (const role of marks) {
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
