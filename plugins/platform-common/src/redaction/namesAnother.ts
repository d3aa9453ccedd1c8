/**
 * Fields that are called like a credential and hold none: the name of the Secret that has it, or the key under which it stands there. To take
 * such a name out protects nobody, and hides what the object depends on.
 */
import { JsonObject, JsonValue } from '../kubernetes';
import { isSecretName } from './isHarmless';

/** `existingSecret`, `imagePullSecret`, `nginx.ingress.kubernetes.io/auth-tls-secret`: what is meant is an object. */
const SECRET_OBJECT =
  /(?:^|[^a-z])(?:existing|(?:image-?)?pull|(?:auth-)?tls|auth|registry|certs?|ca|ssl|credentials?|basic-?auth)[-_]?secret$/;

/** A name of an object, with or without its namespace. */
const OBJECT_NAME =
  /^(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\/)?[a-z](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** A key of a Secret. */
const KEY = /^[A-Za-z0-9][-._A-Za-z0-9]{0,126}$/;

/** Names that stand beside a Secret's name and say which of its keys is meant. */
const KEY_OF_SECRET = /^(?:secretKey|password|privateKey|accessKey|token)$/;

/** What Helm writes so that pods are made anew when a Secret changes, and where Vault's injector is told to look. */
const CHECKSUM = /^(?:checksum|hash|sha\d*)[/._-]/i;
const DIGEST = /^[0-9a-f]{7,128}$/i;
const INJECTED = /^vault\.hashicorp\.com\/agent-inject-/;

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/**
 * Whether the value of a field only names where a credential is to be found.
 *
 * @param beside - The object that holds the field, which may tell: a `secretKey` beside a `remoteRef`, a `password` beside a `secretName`.
 */
export function namesAnother(
  name: string,
  value: JsonValue | undefined,
  beside: JsonObject = {},
): boolean {
  // Every name that is meant here is that of a credential, and most names are not.
  if (typeof value !== 'string' || !isSecretName(name)) return false;
  if (CHECKSUM.test(name) && DIGEST.test(value)) return true;
  if (INJECTED.test(name)) return true;
  if (OBJECT_NAME.test(value) && SECRET_OBJECT.test(kebab(name))) return true;
  if (!KEY.test(value) || !KEY_OF_SECRET.test(name)) return false;
  const { secretName, remoteRef, sourceRef } = beside;
  if (name === 'secretKey' && (remoteRef ?? sourceRef) !== undefined)
    return true;
  return typeof secretName === 'string';
}
