/**
 * Credentials in texts that people write: a README, a report, a runbook. Documents are full of examples, so only what nobody would make up for one
 * is taken for a credential: the forms that issuers give their own, and a value beside a name that looks as if something had drawn it.
 */
import { CredentialKind } from './mark';

/** A credential in a document: where, and of what kind. Never what it says. */
export interface DocumentCredential {
  /** Counted from 1. */
  line: number;
  kind: CredentialKind;
}

const MOST_OF_A_LINE = 4_000;

const FORMS: readonly (readonly [form: RegExp, kind: CredentialKind])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'key'],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{20,}|hvs\.[\w-]{20,}|dckr_pat_[\w-]{20,})/,
    'token',
  ],
  [
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@<>]{1,64}:([^\s@/<>]{6,128})@/,
    'userinfo',
  ],
];

const NAMED =
  /(password|passwd|passphrase|token|api[_-]?key|access[_-]?key|secret[_-]?key|client[_-]?secret)["'`*]{0,3}\s{0,3}(?:[:=]|\bis\b)\s{0,3}["'`*]{0,3}([^\s"'`,;<>()[\]|]{8,256})/gi;

const EXAMPLE =
  /(.)\1{3}|example|sample|change|your|dummy|placeholder|redacted|secret|password|passw0rd|foobar|abcdef|0123|1234|xxx|\*\*|\.\.|[${}]|^(?:\/|\w+:\/\/|vault:|env:|file:)/i;

function kindOf(name: string): CredentialKind {
  if (/pass/i.test(name)) return 'password';
  return /token/i.test(name) ? 'token' : 'key';
}

/** Whether something drew it: letters and digits mixed, and hardly one of them twice in a row. */
function looksDrawn(value: string): boolean {
  if (EXAMPLE.test(value)) return false;
  const changes = value.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
  return (
    changes >= 2 && new Set(value).size >= 6 && !/^v?\d+(\.\d+)+/.test(value)
  );
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----\s*$/;
const BASE64 = /^[\s>/*#-]{0,16}[A-Za-z0-9+/=]{40,}\s*$/;
/** A picture of a state that everybody may see: its token opens nothing else. */
const BADGE = /badge|\.svg/i;

function lookAt(line: string, next: string): CredentialKind | undefined {
  if (PRIVATE_KEY.test(line) && BASE64.test(next)) return 'private-key';
  for (const [form, kind] of FORMS) {
    const found = form.exec(line);
    if (found && !EXAMPLE.test(found[1] ?? found[0])) return kind;
  }
  for (const { 1: name, 2: value, index } of line.matchAll(NAMED)) {
    const isOfAddress = /[?&][\w-]*$/.test(line.slice(0, index));
    if (isOfAddress && BADGE.test(line)) continue;
    if (looksDrawn(value)) return kindOf(name);
  }
  return undefined;
}

/** The lines of a document that hold a credential. Never throws. */
export function findInDocument(text: string): DocumentCredential[] {
  const lines = text.split('\n').map(line => line.slice(0, MOST_OF_A_LINE));
  return lines.flatMap((line, at) => {
    const kind = lookAt(line, lines[at + 1] ?? '');
    return kind ? [{ line: at + 1, kind }] : [];
  });
}
