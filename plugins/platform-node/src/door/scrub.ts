/**
 * Whatever comes back through the door may be shown to people and stored as evidence, so nothing that
 * looks like a credential may pass. Removing too much is a nuisance, too little is a leak: when in doubt
 * it goes.
 */

const REDACTED = '[redacted]';

/** Names of values that are credentials; the match is on the end of a name, so `tokenCount` is not one. */
const SECRET_NAME =
  '(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|private[_-]?key|client[_-]?secret|credentials?|authorization|cookie)';

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    REDACTED,
  ],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, REDACTED],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}\b/g, REDACTED],
  [/\bglpat-[\w-]{20,}/g, REDACTED],
  [/\bhvs\.[\w-]{20,}/g, REDACTED],
  [/\b(Bearer|Basic)\s+[\w.+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${REDACTED}@`],
  [
    new RegExp(
      `("[\\w.-]*${SECRET_NAME}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`,
      'gi',
    ),
    `$1"${REDACTED}"`,
  ],
  [
    new RegExp(
      `(\\b[\\w.-]*${SECRET_NAME}\\s*=\\s*)("[^"\\n]*"|[^\\s&;,"']+)`,
      'gi',
    ),
    `$1${REDACTED}`,
  ],
  [
    new RegExp(
      `((?:^|\\n)[ \\t-]*["']?[\\w.-]*${SECRET_NAME}["']?[ \\t]*:[ \\t]+)(?!["'{[|>]|\\s|\\[redacted\\])[^\\n]+`,
      'gi',
    ),
    `$1${REDACTED}`,
  ],
  [
    new RegExp(
      `((?:^|\\n)[ \\t-]*["']?[\\w.-]*${SECRET_NAME}["']?[ \\t]*:[ \\t]+)'[^'\\n]*'`,
      'gi',
    ),
    `$1'${REDACTED}'`,
  ],
];

const NAME_ONLY = new RegExp(`${SECRET_NAME}$`, 'i');

/** Text without anything that looks like a credential. */
export function scrub(text: string): string {
  return PATTERNS.reduce(
    (clean, [pattern, replacement]) => clean.replace(pattern, replacement),
    text,
  );
}

/** Whether a value of this name is a credential. */
export function isSecretName(name: string): boolean {
  return NAME_ONLY.test(name);
}

/** The mark left where a credential was. */
export const REDACTION = REDACTED;
