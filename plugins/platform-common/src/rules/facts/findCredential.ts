/**
 * Whether a literal in an environment variable looks like a credential. It answers with a reason and
 * never with the value, so that nothing downstream can show it.
 *
 * A wrong "yes" costs a look, a wrong "no" leaves a password in Git; but a rule that cries wolf is switched
 * off. So names that only speak *about* a credential (a file, a lifetime, a switch) are let through.
 */

import { isHeldElsewhere, isMark, readMarks } from '../../redaction';

const NAME =
  /(^|[_.-])(password|passwd|passphrase|pwd|pass|secret|token|credentials?|api_?key|access_?key(_?id)?|private_?key|encryption_?key|signing_?key|auth_?key)($|[_.-])/i;
const PASSWORD = /(password|passwd|passphrase|pwd|secret)$/i;
const ABOUT =
  /(_|-|\.)(file|path|dir|name|ref|enabled|disabled|ttl|expiry|expiration|timeout|algorithm|type|url|uri|endpoint|issuer|audience|header|length|policy|scope|provider|class|rotation|refresh|interval|version|mode|format)$/i;

const SWITCH =
  /^(allow|enable|disable|require|use|has|is|skip)_|_allow_empty_/i;

const FORMS: readonly { form: RegExp; because: string }[] = [
  {
    form: /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    because: 'the value is a private key',
  },
  {
    form: /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:(?!\$[({])[^\s@/]+@/i,
    because: 'the value is an address with a password in it',
  },
  {
    form: /[?&;](password|pwd)=(?!\$[({])[^&;\s]+/i,
    because: 'the value is a connection string with a password in it',
  },
  {
    form: /^eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/,
    because: 'the value is a signed token',
  },
  {
    form: /^(AKIA|ASIA)[A-Z0-9]{16}$/,
    because: 'the value has the form of a cloud access key',
  },
  {
    form: /^(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hvs\.|dckr_pat_)[\w-]{10,}/,
    because: 'the value has the form of an access token',
  },
];

/** `fooBar` and `FOO-BAR` as `foo_bar`. */
function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** A variable, a file or the address of a value in a vault; `${NAME:value}` holds a value of its own. */
function isReference(value: string): boolean {
  return isHeldElsewhere(value) || /^(\/|file:|vault:)/.test(value);
}

function isSwitchOrNumber(name: string, value: string): boolean {
  if (/^(true|false|yes|no|on|off|none|null)$/i.test(value)) return true;
  return /^\d+(\.\d+)?[smhd]?$/.test(value) && !PASSWORD.test(name);
}

/** Why the variable looks like a credential, without its value; `undefined` when it does not. */
export function findCredential(
  name: string,
  value: string | undefined,
): string | undefined {
  const text = value?.trim() ?? '';
  if (text === '' || isReference(text)) return undefined;
  const plain = words(name);
  const [withheld] = text.includes('redacted') ? readMarks(text) : [];
  if (withheld && !isMark(text))
    return `part of the value (${withheld.kind}) was withheld as a credential when it was read`;
  const formed = FORMS.find(({ form }) => form.test(text));
  if (formed) return formed.because;
  if (ABOUT.test(plain) || SWITCH.test(plain)) return undefined;
  if (withheld)
    return `its value (${withheld.kind}) was withheld as a credential when it was read`;
  if (!NAME.test(plain)) return undefined;
  if (isSwitchOrNumber(plain, text)) return undefined;
  return 'its name says that it is a credential';
}
