/**
 * Whatever comes back through the door may be shown to people and stored as evidence, so nothing that
 * looks like a credential may pass. Removing too much is a nuisance, too little is a leak: when in doubt
 * it goes. A credential is known by its own look (a JWT, a key of a known maker) or by the name beside it,
 * in every notation that configuration is written in. Repetitions are bounded, because the text is
 * somebody else's and may be long.
 */
import { AT_MARK, CredentialKind, kindOfName, markAt, REDACTION } from './mark';

/** Names that belong to nothing but a credential, however they stand in a sentence. */
const STRONG_NAME =
  '(?:pass(?:word|wd|phrase|code)|pwd|secret[_-]?(?:access[_-]?)?key(?:[_-]?base)?|client[_-]?secret|(?:api|access|private|encryption|signing|fernet|master|auth|account|storage|shared|hmac)[_-]?key(?:[_-]?id)?)';

/** Names of values that are credentials; the match is on the end of a name, so `tokenCount` is not one. */
export const SECRET_NAME = `(?:${STRONG_NAME}|pass|secret|token|credentials?|authorization|cookie)`;

/** A name at the start of a line or of an entry of a YAML flow map, quoted or not, with its colon. */
const YAML_KEY = `(?:^|[\\n{,])[ \\t-]{0,64}["']?[\\w.-]{0,128}${SECRET_NAME}["']?[ \\t]*:[ \\t]+`;

/**
 * What stands where a credential would and holds none: a variable that is filled in later (`${DB_PASSWORD}`, `$(TOKEN)`, `$DB_PASSWORD`), a
 * template, the address of a value in a vault, or a text that SOPS has enciphered. A variable with a value of its own behind it
 * (`${DB_PASSWORD:hunter2}`) is none of these.
 */
const REFERENCES = [
  '\\$\\{[\\w.-]{1,128}(?::-?)?\\}',
  '\\$\\{(?:env|file|dir|secrets|configmaps|vault|sys)[:.][^}\\s]{1,256}\\}',
  '\\$\\([\\w.-]{1,128}\\)',
  '\\$__file\\{[^}\\s]{1,256}\\}',
  '\\{\\{[^{}\\n]{1,256}\\}\\}',
  'ENC\\[AES256_GCM,[^\\]\\s]{1,4096}\\]',
  'vault:[\\w./-]{1,256}#[\\w.-]{1,128}',
  'ref\\+[a-z]{1,32}:\\/\\/[^\\s"\']{1,256}',
  '<path:[^>\\s]{1,256}>',
].join('|');
/** A gap that somebody fills in: `<set-me>`, `<your password>`. With a digit in it it may be a password after all. */
const GAP = '<[A-Za-z]{1,32}(?:[ _-][A-Za-z]{1,32}){0,8}>';
/** A variable of a shell is in capitals, or it is a password that begins with a dollar. */
const WHOLLY_A_REFERENCE = new RegExp(
  `^["']?(?:${REFERENCES}|${GAP}|\\$[A-Z_][A-Z0-9_]{2,127})["']?$`,
);

/** Whether a text only says where its value comes from. */
export function isHeldElsewhere(text: string): boolean {
  return WHOLLY_A_REFERENCE.test(text.trim());
}

/** `--use-service-account-credentials=true` says whether, and holds nothing. */
function isSwitch(text: string): boolean {
  return /^["']?(?:true|false|yes|no|on|off|none|null)["']?$/i.test(
    text.trim(),
  );
}

/** A reference at the start of a text, with nothing behind it that could belong to a value. */
const AT_REFERENCE = `["']?(?:${REFERENCES})(?=["'\\s,;&<@}\\]/]|$)`;

function pattern(source: string): RegExp {
  return new RegExp(source, 'gi');
}

/** What is looked for: what stands before it, the credential itself, and what stands after it. */
interface Look {
  /** The first group stays before the mark, the group `after` behind it. */
  look: RegExp;
  /** Absent: the kind that the name in the first group tells. */
  kind?: CredentialKind;
}

/** Known by their look. */
const LOOKS: readonly Look[] = [
  {
    look: /()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    kind: 'private-key',
  },
  { look: /()\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, kind: 'token' },
  { look: /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, kind: 'key' },
  { look: /()\bgh[pousr]_[A-Za-z0-9]{30,}\b/g, kind: 'token' },
  { look: /()\b(?:github_pat|glsa|npm|dckr_pat)_[\w-]{20,}/g, kind: 'token' },
  { look: /()\b(?:glpat|xox[abeprs]|sk)-[\w-]{16,}/g, kind: 'token' },
  { look: /()\bhv[sb]\.[\w-]{20,}/g, kind: 'token' },
  { look: /(hooks\.slack\.com\/services\/)[\w/]+/g, kind: 'token' },
  { look: /(\b(?:Bearer|Basic)\s+)[\w.+/=-]{8,}/gi, kind: 'token' },
  {
    look: new RegExp(
      `([a-z][a-z0-9+.-]{0,40}:\\/\\/[^\\s:/@]{0,256}:)(?!${AT_MARK})(?!(?:${REFERENCES})@)[^\\s/"'<>\\\\]{1,512}(?<after>@)`,
      'gi',
    ),
    kind: 'userinfo',
  },
  // A name alone is seldom this long; a token in its place is.
  {
    look: /(https?:\/\/)[^\s:/@"'<>\\?#()]{16,256}(?<after>@)/gi,
    kind: 'userinfo',
  },
  {
    look: /([?&](?:sig|signature|x-amz-(?:signature|credential|security-token))=)(?!redacted\()[^&\s"']+/gi,
    kind: 'signature',
  },
];

/** A credential behind its name, unless a mark stands there already. */
function named(before: string, value: string, after = ''): Look {
  return {
    look: pattern(
      `(${before})(?!${AT_MARK})(?!${AT_REFERENCE})(?:${value})(?<after>${after})`,
    ),
  };
}

/** A value of YAML that stands on its own: neither quoted nor a collection, a block or nothing. */
const PLAIN = `(?!["'{[|>]|\\s)`;

/** Between a sign and its value: a value may stand indented in the next line, unless that line is a setting or a section of its own. */
const ASSIGNED = `(?:[ \\t]*|[ \\t]*\\r?\\n[ \\t]+(?![\\w.-]{1,128}[ \\t]*[=:]|\\[))`;

/** Known by the name beside them: JSON, also inside JSON; assignments; XML; flags; YAML; headers. */
const NAMED: readonly Look[] = [
  named(`${SECRET_NAME}"\\s*:\\s*"`, `(?:[^"\\\\]|\\\\.)*\\\\?`, `"|$`),
  named(`${SECRET_NAME}'\\s*:\\s*'`, `(?:[^'\\\\]|\\\\.)*\\\\?`, `'|$`),
  named(`${SECRET_NAME}"\\s*:\\s*`, `-?\\d[\\w.]*`),
  named(
    `${SECRET_NAME}\\\\{1,8}"\\s*:\\s*\\\\{1,8}"`,
    `(?:(?!\\\\{1,8}")[^\\n])*`,
  ),
  named(`${SECRET_NAME}\\s*=${ASSIGNED}`, `"[^"\\n]*"|'[^'\\n]*'|[^\\s&;,"']+`),
  named(`<[\\w.-]{0,128}${SECRET_NAME}>`, `[^<]*`),
  named(`${SECRET_NAME}\\s*</name>\\s*<value>`, `[^<]*`),
  named(
    `--?[\\w.-]{0,64}${SECRET_NAME}[ \\t]+`,
    `(?!-)(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s"']+)`,
  ),
  {
    look: pattern(
      `((?:^|\\n)([ \\t]{0,64})[\\w.-]{0,128}${SECRET_NAME}[ \\t]*:[ \\t]+)[|>][^\\n]*(?:\\n(?:\\2[ \\t]+[^\\n]*|[ \\t]*(?=\\n)))*`,
    ),
  },
  named(`${YAML_KEY}"`, `(?:[^"\\\\\\n]|\\\\.)*`, `"?`),
  named(`${YAML_KEY}'`, `[^'\\n]*`, `'?`),
  named(
    `[{,][ \\t]{0,64}[\\w.-]{0,128}${SECRET_NAME}[ \\t]*:[ \\t]+`,
    `${PLAIN}[^\\s,}]+`,
  ),
  named(
    `(?:^|\\n)[ \\t-]{0,64}["']?[\\w.-]{0,128}${SECRET_NAME}["']?[ \\t]*:[ \\t]+`,
    `${PLAIN}[^\\n]+`,
  ),
  named(`["'][\\w-]{0,64}${SECRET_NAME}:[ \\t]*`, `(?!["'\\s])[^"'\\n]+`),
  named(`${STRONG_NAME}:[ \\t]+`, `${PLAIN}[^\\s,;]+`),
];
/** Text without any of this, and without an `@`, holds no credential that is known by its look. */
export const PLAIN_SIGNS = `PRIVATE KEY|eyJ|AKIA|ASIA|gh[pousr]_|_pat_|glsa_|npm_|glpat-|xox|sk-|hv[sb]\\.|hooks\\.slack|bearer|basic|sig|x-amz-`;
/** Who an address is called as stands before an `@`; most addresses are called as nobody. */
const LOOK_SIGNS = `:\\/\\/|${PLAIN_SIGNS}`;
const SUSPECT_LOOK = pattern(LOOK_SIGNS);
/** Text without a name of a credential holds none that is known by the name beside it. */
const SUSPECT_NAME = pattern(SECRET_NAME);
/** Most text is without both. */
const SUSPECT = pattern(`${SECRET_NAME}|${LOOK_SIGNS}`);
const SUSPECT_WITHOUT_AT = pattern(`${SECRET_NAME}|${PLAIN_SIGNS}`);

/** Between a name and its value stands one of these in every notation. */
const NAMING = /[:=> \t]/;

function isSuspect(text: string): boolean {
  return text.search(text.includes('@') ? SUSPECT : SUSPECT_WITHOUT_AT) >= 0;
}

/** What is written in place of a credential of a kind. */
type Mark = (kind: CredentialKind) => string;

function replaceAll(text: string, looks: readonly Look[], mark: Mark): string {
  return looks.reduce(
    (clean, { look, kind }) =>
      clean.replace(look, (all, before: string, ...rest: unknown[]) => {
        const groups = rest.at(-1) as { after?: string } | string;
        const after = typeof groups === 'object' ? groups.after ?? '' : '';
        const value = all.slice(before.length, all.length - after.length);
        if (isHeldElsewhere(value) || isSwitch(value)) return all;
        return `${before}${mark(kind ?? kindOfName(before))}${after}`;
      }),
    text,
  );
}

function replaceLooks(text: string, mark: Mark): string {
  return text.search(SUSPECT_LOOK) < 0 ? text : replaceAll(text, LOOKS, mark);
}

function replaceEverything(text: string, mark: Mark): string {
  if (!isSuspect(text)) return text;
  const clean = replaceLooks(text, mark);
  return NAMING.test(clean) && clean.search(SUSPECT_NAME) >= 0
    ? replaceAll(clean, NAMED, mark)
    : clean;
}

const SHORT: Mark = () => REDACTION;

/**
 * Text without what is known for a credential by its own look, whatever its name; for questions and labels, where a
 * credential's name is no sign of one (`kube_secret_info{secret="x"}`).
 */
export function scrubLooks(text: string): string {
  return replaceLooks(text, SHORT);
}

/** Text without anything that looks like a credential. */
export function scrub(text: string): string {
  return replaceEverything(text, SHORT);
}

/** Text of a known place without anything that looks like a credential; each mark says where and of what kind. */
export function scrubAt(text: string, path: () => string): string {
  return replaceEverything(text, kind => markAt(path(), kind));
}
