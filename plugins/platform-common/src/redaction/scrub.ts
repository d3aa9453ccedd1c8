/**
 * Whatever comes back through the door may be shown to people and stored as evidence, so nothing that
 * looks like a credential may pass. Removing too much is a nuisance, too little is a leak: when in doubt
 * it goes. A credential is known by its own look (a JWT, a key of a known maker) or by the name beside it,
 * in every notation that configuration is written in. Repetitions are bounded, because the text is
 * somebody else's and may be long.
 */

const REDACTED = '[redacted]';

/** Names that belong to nothing but a credential, however they stand in a sentence. */
const STRONG_NAME =
  '(?:pass(?:word|wd|phrase|code)|pwd|secret[_-]?(?:access[_-]?)?key(?:[_-]?base)?|client[_-]?secret|(?:api|access|private|encryption|signing|fernet|master|auth|account|storage|shared|hmac)[_-]?key(?:[_-]?id)?)';

/** Names of values that are credentials; the match is on the end of a name, so `tokenCount` is not one. */
const SECRET_NAME = `(?:${STRONG_NAME}|pass|secret|token|credentials?|authorization|cookie)`;

/** A name at the start of a line or of an entry of a YAML flow map, quoted or not, with its colon. */
const YAML_KEY = `(?:^|[\\n{,])[ \\t-]{0,64}["']?[\\w.-]{0,128}${SECRET_NAME}["']?[ \\t]*:[ \\t]+`;

function pattern(source: string): RegExp {
  return new RegExp(source, 'gi');
}

/** Known by their look. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    REDACTED,
  ],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, REDACTED],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}\b/g, REDACTED],
  [/\b(?:github_pat|glsa|npm|dckr_pat)_[\w-]{20,}/g, REDACTED],
  [/\b(?:glpat|xox[abeprs]|sk)-[\w-]{16,}/g, REDACTED],
  [/\bhv[sb]\.[\w-]{20,}/g, REDACTED],
  [/(hooks\.slack\.com\/services\/)[\w/]+/g, `$1${REDACTED}`],
  [/\b(Bearer|Basic)\s+[\w.+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [
    /([a-z][a-z0-9+.-]{0,40}:\/\/[^\s:/@]{0,256}):[^\s/"'<>\\]{1,512}@/gi,
    `$1:${REDACTED}@`,
  ],
  [
    /([?&](?:sig|signature|x-amz-(?:signature|credential|security-token))=)[^&\s"']+/gi,
    `$1${REDACTED}`,
  ],
];

/** Known by the name beside them: JSON, also inside JSON; assignments; XML; flags; YAML; headers. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [
    pattern(`(${SECRET_NAME}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*(?:"|\\\\?$)`),
    `$1"${REDACTED}"`,
  ],
  [
    pattern(`(${SECRET_NAME}'\\s*:\\s*)'(?:[^'\\\\]|\\\\.)*(?:'|\\\\?$)`),
    `$1'${REDACTED}'`,
  ],
  [pattern(`(${SECRET_NAME}"\\s*:\\s*)-?\\d[\\w.]*`), `$1"${REDACTED}"`],
  [
    pattern(
      `(${SECRET_NAME}\\\\{1,8}"\\s*:\\s*\\\\{1,8}")(?:(?!\\\\{1,8}")[^\\n])*`,
    ),
    `$1${REDACTED}`,
  ],
  [
    pattern(`(${SECRET_NAME}\\s*=\\s*)("[^"\\n]*"|'[^'\\n]*'|[^\\s&;,"']+)`),
    `$1${REDACTED}`,
  ],
  [pattern(`(<[\\w.-]{0,128}${SECRET_NAME}>)[^<]*`), `$1${REDACTED}`],
  [pattern(`(${SECRET_NAME}\\s*</name>\\s*<value>)[^<]*`), `$1${REDACTED}`],
  [
    pattern(
      `(--?[\\w.-]{0,64}${SECRET_NAME}[ \\t]+)(?!-)("[^"\\n]*"|'[^'\\n]*'|[^\\s"']+)`,
    ),
    `$1${REDACTED}`,
  ],
  [
    pattern(
      `((?:^|\\n)([ \\t]{0,64})[\\w.-]{0,128}${SECRET_NAME}[ \\t]*:[ \\t]+)[|>][^\\n]*(?:\\n(?:\\2[ \\t]+[^\\n]*|[ \\t]*(?=\\n)))*`,
    ),
    `$1${REDACTED}`,
  ],
  [pattern(`(${YAML_KEY})"(?:[^"\\\\\\n]|\\\\.)*"?`), `$1"${REDACTED}"`],
  [pattern(`(${YAML_KEY})'[^'\\n]*'?`), `$1'${REDACTED}'`],
  [
    pattern(
      `([{,][ \\t]{0,64}[\\w.-]{0,128}${SECRET_NAME}[ \\t]*:[ \\t]+)(?!["'{[|>]|\\s|\\[redacted\\])[^\\s,}]+`,
    ),
    `$1${REDACTED}`,
  ],
  [
    pattern(
      `((?:^|\\n)[ \\t-]{0,64}["']?[\\w.-]{0,128}${SECRET_NAME}["']?[ \\t]*:[ \\t]+)(?!["'{[|>]|\\s|\\[redacted\\])[^\\n]+`,
    ),
    `$1${REDACTED}`,
  ],
  [
    pattern(`(["'][\\w-]{0,64}${SECRET_NAME}:[ \\t]*)(?!["'\\s])[^"'\\n]+`),
    `$1${REDACTED}`,
  ],
  [
    pattern(`(${STRONG_NAME}:[ \\t]+)(?!["'{[|>]|\\s|\\[redacted\\])[^\\s,;]+`),
    `$1${REDACTED}`,
  ],
];

/** Text without any of this holds no credential that the patterns know; most text is such text. */
const SUSPECT = pattern(
  `${SECRET_NAME}|:\\/\\/|PRIVATE KEY|eyJ|AKIA|ASIA|gh[pousr]_|_pat_|glsa_|npm_|glpat-|xox|sk-|hv[sb]\\.|bearer|basic|sig`,
);

const NAME_ONLY = new RegExp(`${SECRET_NAME}$`, 'i');

/**
 * Text without what is known for a credential by its own look, whatever its name; for questions and labels, where a
 * credential's name is no sign of one (`kube_secret_info{secret="x"}`).
 */
export function scrubLooks(text: string): string {
  if (text.search(SUSPECT) < 0) return text;
  return LOOKS.reduce(
    (clean, [look, replacement]) => clean.replace(look, replacement),
    text,
  );
}

/** Text without anything that looks like a credential. */
export function scrub(text: string): string {
  if (text.search(SUSPECT) < 0) return text;
  return [...LOOKS, ...NAMED].reduce(
    (clean, [look, replacement]) => clean.replace(look, replacement),
    text,
  );
}

/** Whether a value of this name is a credential. */
export function isSecretName(name: string): boolean {
  return NAME_ONLY.test(name);
}

/** The mark left where a credential was. */
export const REDACTION = REDACTED;
