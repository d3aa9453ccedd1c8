/*
 * The door. A repository, a ref and a path come from the outside as text and end as arguments of `git` and as
 * folders on a disk. They are checked here and nowhere later: what is let in cannot name a parent folder, an
 * option of a command or a file outside its repository, so nothing behind this door has to think about it.
 */
import { InputError } from '@backstage/errors';

/** Names a repository: two checked names, safe as folders and in URLs. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const REF = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$/;
const LONGEST_PATH = 1024;

function checkName(what: string, value: string): string {
  if (!NAME.test(value)) {
    throw new InputError(
      `The ${what} '${value.slice(
        0,
        80,
      )}' cannot name a repository; use 1 to 63 lower-case letters, digits and inner hyphens.`,
    );
  }
  return value;
}

/**
 * Checks an owner and a repository name.
 *
 * @throws InputError that says which characters are allowed.
 */
export function parseRepositoryName(
  owner: string,
  name: string,
): RepositoryName {
  return {
    owner: checkName('owner', owner),
    name: checkName('repository', name),
  };
}

/**
 * Checks the name of a branch, a tag or a commit. Names with a slash are refused: they cannot be told from a
 * path in a URL.
 *
 * @throws InputError that says which characters are allowed.
 */
export function parseRef(ref: string): string {
  if (!REF.test(ref) || ref.includes('..') || ref.endsWith('.lock')) {
    throw new InputError(
      `'${ref.slice(
        0,
        80,
      )}' is not a branch, tag or commit this host serves; use letters, digits, dots, hyphens and underscores.`,
    );
  }
  return ref;
}

/**
 * Checks a path inside a repository and returns it without leading or trailing slashes; the root is `''`.
 *
 * @throws InputError when a segment is empty, `.`, `..` or holds a control character or a backslash.
 */
export function parseTreePath(path: string): string {
  const trimmed = path.replace(/^\/+/, '').replace(/\/+$/, '');
  if (trimmed === '') {
    return '';
  }
  const bad = trimmed
    .split('/')
    .some(part => part === '' || part === '.' || part === '..');
  const control = [...trimmed].some(
    char => char.charCodeAt(0) < 32 || char === '\\' || char === '\u007f',
  );
  if (bad || control || trimmed.length > LONGEST_PATH) {
    throw new InputError(
      'The path does not name a file of the repository; use plain segments without ".", ".." or empty parts.',
    );
  }
  return trimmed;
}
