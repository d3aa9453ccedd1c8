/**
 * The mark that is left where a credential was taken out: `redacted(spec.env[0].value, password)` says where it
 * stood and of what kind it was, never what it said. Text that has no place of its own (an answer, a line of a log)
 * gets the short form `[redacted]`.
 */
import { RecentTexts } from './RecentTexts';

/** What kind of credential was taken out, as far as its look or the name beside it tells. */
export const CREDENTIAL_KINDS = [
  'secret-value',
  'password',
  'token',
  'key',
  'private-key',
  'cookie',
  'userinfo',
  'signature',
  'secret',
] as const;
/** What kind of credential was taken out. */
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** The short form of the mark. */
export const REDACTION = '[redacted]';

/** Any mark at the start of a text, as the source of a regular expression; a quote may stand before it. */
export const AT_MARK = `["'\\\\]{0,9}(?:\\[redacted\\]|redacted\\()`;

const MARK = /\[redacted\]|redacted\(([^\s,()]{1,512}), ([a-z-]{1,20})\)/g;

/** The mark for a place. */
export function markAt(path: string, kind: CredentialKind): string {
  const place = path.replace(/[^\w.[\]/-]/g, '_').slice(0, 512) || '_';
  return `redacted(${place}, ${kind})`;
}

/** What a text says of what was taken out of it, in order; `path` is absent in the short form. */
export function readMarks(
  text: string,
): { path?: string; kind: CredentialKind }[] {
  return [...text.matchAll(MARK)].map(([, path, kind]) => ({
    ...(path ? { path } : {}),
    kind: CREDENTIAL_KINDS.find(one => one === kind) ?? 'secret',
  }));
}

/** Whether nothing is left of a text but a mark. */
export function isMark(text: string): boolean {
  return text.replace(MARK, '') === '' && text !== '';
}

const kinds = new RecentTexts<CredentialKind>();

/** The kind of credential that a name belongs to: `DB_PASSWORD` to a password. */
export function kindOfName(name: string): CredentialKind {
  return kinds.recall(name, judgeName);
}

function judgeName(name: string): CredentialKind {
  if (/pass|pwd/i.test(name)) return 'password';
  if (/cookie/i.test(name)) return 'cookie';
  if (/private[_-]?key/i.test(name)) return 'private-key';
  if (/key/i.test(name)) return 'key';
  return /token|authorization/i.test(name) ? 'token' : 'secret';
}
