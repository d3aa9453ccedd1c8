/**
 * What people write on an object about whose it is and what it is for, in the words that are common outside of this portal too. There is no one
 * standard: Kubernetes documents `kubernetes.io/description`, the annotation conventions of a8r.io know `a8r.io/owner` and
 * `a8r.io/description`, and most platforms have a label `owner` or `team`, bare or with a prefix of their own. So the name counts, whatever its
 * prefix: what is called `owner` or `team` says whose it is, what is called `description` what it is for.
 *
 * What tools write is not what people say: names that end in `kubernetes.io` and the like belong to machinery (`app.kubernetes.io/managed-by` names
 * what installed it, `external-dns.alpha.kubernetes.io/owner` an instance of a controller), and Helm calls itself an owner.
 */
import { KubernetesObject } from './objects';

/** Something that somebody said about an object. */
export interface Word {
  value: string;
  /** Name of the annotation or label: `a8r.io/owner`. */
  name: string;
}

/** Well-known names go before all others. */
const OWNER_FIRST: readonly string[] = ['a8r.io/owner'];
const DESCRIPTION_FIRST: readonly string[] = [
  'a8r.io/description',
  'kubernetes.io/description',
];

/** Prefixes under which no person names an owner. */
const MACHINERY = /(?:^|[.-])(?:kubernetes\.io|k8s\.(?:io|aws))$/;
/** Tools that write themselves down as owners. */
const TOOLS = /^(?:helm|tiller|argocd|argo-cd|flux|terraform|kustomize)$/i;
/** What stands where nobody has said anything yet. */
const NOBODY =
  /^(?:-+|none|no(?:body| ?one)|n\/?a|null|nil|undefined|unknown|tbd|todo|fixme|change-?me|owner|team|true|false)$/i;

type Texts = Record<string, string> | undefined;

/** The part of a name after its prefix, and the prefix. */
function splitName(name: string): { prefix: string; last: string } {
  const at = name.lastIndexOf('/');
  return at < 0
    ? { prefix: '', last: name }
    : { prefix: name.slice(0, at), last: name.slice(at + 1) };
}

/** Well-known names first, then those without a prefix, then by name. */
function byWeight(first: readonly string[]) {
  const weigh = (name: string) => {
    const known = first.indexOf(name);
    if (known >= 0) return known;
    return first.length + (name.includes('/') ? 1 : 0);
  };
  return (a: Word, b: Word) =>
    weigh(a.name) - weigh(b.name) || (a.name < b.name ? -1 : 1);
}

/** The words of a map whose names end like this, as they stand. */
function wordsOf(texts: Texts, last: string): Word[] {
  const found: Word[] = [];
  for (const name in texts) {
    if (!name.endsWith(last)) continue;
    const value = texts[name].trim();
    if (splitName(name).last === last && value !== '')
      found.push({ name, value });
  }
  return found;
}

function namesSomebody({ name, value }: Word): boolean {
  const { prefix } = splitName(name);
  return (
    !MACHINERY.test(prefix) &&
    !TOOLS.test(value) &&
    !NOBODY.test(value) &&
    toOwnerName(value) !== undefined
  );
}

function firstOf(
  words: readonly Word[],
  first: readonly string[],
): Word | undefined {
  return words.length < 2 ? words[0] : [...words].sort(byWeight(first))[0];
}

/**
 * Whose an object is by the common words: annotations before labels, `owner` before `team`. Our own annotation is not among them: it comes before
 * all of them.
 */
export function readOwnerWord({
  metadata,
}: KubernetesObject): Word | undefined {
  for (const texts of [metadata.annotations, metadata.labels]) {
    for (const last of ['owner', 'team']) {
      const words = wordsOf(texts, last).filter(namesSomebody);
      const found = firstOf(words, OWNER_FIRST);
      if (found) return found;
    }
  }
  return undefined;
}

/** What an object is for by the common annotations, our own included. */
export function readDescriptionWord({
  metadata,
}: KubernetesObject): Word | undefined {
  const words = wordsOf(metadata.annotations, 'description').filter(
    ({ value }) => !NOBODY.test(value),
  );
  return firstOf(words, ['254carbon.com/description', ...DESCRIPTION_FIRST]);
}

/** A text as a name in the catalog; `undefined` when nothing of it can be one. */
function toName(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return name === '' ? undefined : name;
}

/**
 * What a common word for an owner means as an entity: a full reference is taken as it is, `@name` and an address of mail are a user (by the part before the
 * `@`, as sign-in takes it), `@organisation/team` is that team, and everything else is a group. `undefined` when it names nobody.
 */
export function toOwnerName(text: string): string | undefined {
  const value = text.trim();
  if (/^(?:group|user):[\w.-]+(?:\/[\w.-]+)?$/i.test(value))
    return value.includes('/') ? value : value.replace(':', ':default/');
  const mail = /^(?:.*<)?(?:mailto:)?([^\s@<>]+)@[^\s@<>]+\.[^\s@<>]+>?$/.exec(
    value,
  );
  const handle = /^@([\w.-]+)(?:\/([\w.-]+))?$/.exec(value);
  const [, user, team] = handle ?? [];
  const person = mail ? mail[1] : !team && user;
  const name = toName(person || team || value);
  if (name === undefined) return undefined;
  return person ? `user:default/${name}` : `group:default/${name}`;
}
