/** What an API server would refuse before it looks at the rest: kind, version, name, labels. Each is told at its own place. */
import { asObject, asText, JsonObject, JsonValue } from '../kubernetes';
import { ManifestProblemKind } from './types';

/** Keys that lead from the top of a document to a value in it. */
export type Keys = readonly (string | number)[];

/** Takes down a mistake of the value under some keys. */
export type Report = (
  kind: ManifestProblemKind,
  keys: Keys,
  message: string,
  cure: string,
) => void;

/** Something that may be an object. */
export interface Candidate {
  value: JsonObject;
  keys: Keys;
  /** What a typed list says of its items. */
  inherited?: { apiVersion: string; kind: string };
}

const NAME = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;
const LONGEST_NAME = 253;

/** True for a mapping. */
export function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `ConfigMap`, and what somebody may have written for it; never `youtube#video` or `Drop down`. */
const LIKE_A_KIND = /^[A-Za-z][A-Za-z0-9]*$/;

/** Whether the document claims to be an object: it has a kind and a version, or parts that only objects have. */
export function claimsToBeObject(value: JsonObject): boolean {
  const { kind, apiVersion, metadata } = value;
  if (kind !== undefined && apiVersion !== undefined) return true;
  if (metadata === undefined) return false;
  if (apiVersion !== undefined) return true;
  if (kind !== undefined)
    return typeof kind !== 'string' || LIKE_A_KIND.test(kind);
  const body = isMapping(value.spec) || isMapping(value.data);
  return (
    isMapping(metadata) && 'name' in metadata && (body || 'stringData' in value)
  );
}

function isWrongName(name: string, apiVersion: string): boolean {
  if (name.length > LONGEST_NAME) return true;
  return apiVersion.startsWith('rbac.authorization.k8s.io/')
    ? /[/%\s{}]/.test(name)
    : !NAME.test(name);
}

/** Whether name, namespace, labels and annotations are in order. */
export function checkName(candidate: Candidate, report: Report): boolean {
  const { value, keys } = candidate;
  const { metadata } = value;
  if (metadata !== undefined && metadata !== null && !isMapping(metadata)) {
    report(
      'bad-metadata',
      [...keys, 'metadata'],
      '`metadata` is no mapping.',
      'Write `metadata:` with `name:` below it.',
    );
    return false;
  }
  const { name, generateName, namespace } = asObject(metadata);
  if (name === undefined || name === null || name === '') {
    const cure = 'Give it a `metadata.name`.';
    const message = generateName
      ? 'The object has a `generateName` and no name, so nothing can be compared with it.'
      : 'The object has no name.';
    report('missing-name', [...keys, 'metadata'], message, cure);
    return false;
  }
  const apiVersion = asText(
    value.apiVersion ?? candidate.inherited?.apiVersion,
  );
  if (typeof name !== 'string' || isWrongName(name, apiVersion ?? '')) {
    report(
      'bad-name',
      [...keys, 'metadata', 'name'],
      'The name cannot be one of a Kubernetes object.',
      'Use lower-case letters, digits, `-` and `.`; quote a name that is a number.',
    );
    return false;
  }
  if (
    namespace !== undefined &&
    namespace !== null &&
    (typeof namespace !== 'string' || !NAME.test(namespace))
  ) {
    report(
      'bad-name',
      [...keys, 'metadata', 'namespace'],
      'The namespace cannot be one.',
      'Use lower-case letters, digits and `-`.',
    );
    return false;
  }
  return checkMaps(candidate, report);
}

/** Labels and annotations hold texts; an API server refuses the object otherwise. */
function checkMaps({ value, keys }: Candidate, report: Report): boolean {
  for (const field of ['labels', 'annotations']) {
    const map = asObject(value.metadata)[field];
    const at = [...keys, 'metadata', field];
    const cure = 'Quote it: an API server refuses numbers and switches here.';
    if (map !== undefined && map !== null && !isMapping(map)) {
      report(
        'bad-metadata',
        at,
        `\`${field}\` is no mapping.`,
        'Write `key: value` below it.',
      );
      return false;
    }
    for (const [key, inner] of Object.entries(asObject(map))) {
      if (typeof inner !== 'string' && inner !== null) {
        report(
          'bad-metadata',
          [...at, key],
          `A value of \`${field}\` is no text.`,
          cure,
        );
        return false;
      }
    }
  }
  return true;
}

/** Kind and version, when there are both. */
export function checkType(
  { value, keys, inherited }: Candidate,
  report: Report,
) {
  const kind = value.kind ?? inherited?.kind;
  const apiVersion = value.apiVersion ?? inherited?.apiVersion;
  const bad = (text: JsonValue | undefined) =>
    typeof text !== 'string' || text.trim() === '' || /[\s{}]/.test(text);
  if (bad(kind)) {
    report(
      'missing-kind',
      [...keys, 'kind'],
      'The object has no kind.',
      'Write its `kind:`.',
    );
    return undefined;
  }
  if (bad(apiVersion)) {
    report(
      'missing-api-version',
      [...keys, 'apiVersion'],
      'The object has no API version.',
      'Write its `apiVersion:`.',
    );
    return undefined;
  }
  return { kind: String(kind), apiVersion: String(apiVersion) };
}
