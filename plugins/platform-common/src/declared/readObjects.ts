/** From documents to objects: lists are taken apart, and what cannot be an object is told by path and line. */
import {
  asObject,
  asText,
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../kubernetes';
import { trimObject } from '../redaction';
import { isForeign } from './foreign';
import { asTemplate, ParsedManifestFile } from './parseFile';
import { ParsedDocument } from './parseYaml';
import { ManifestProblem, ManifestProblemKind } from './types';

type Keys = readonly (string | number)[];

/** An object, trimmed, and the line at which it begins. */
export interface FoundInFile {
  object: KubernetesObject;
  line: number;
  /** Line of the value under some keys of the object. */
  lineAt(keys: Keys): number;
}

type Report = (
  kind: ManifestProblemKind,
  keys: Keys,
  message: string,
  cure: string,
) => void;

interface Candidate {
  value: JsonObject;
  keys: Keys;
  /** What a typed list says of its items. */
  inherited?: { apiVersion: string; kind: string };
}

const DEEPEST_LIST = 4;
const NAME = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;
const LONGEST_NAME = 253;

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the document claims to be an object: it has a kind, or the two parts that only objects have. */
function claimsToBeObject(value: JsonObject): boolean {
  if ('kind' in value && 'apiVersion' in value) return true;
  const body = 'spec' in value || 'data' in value || 'stringData' in value;
  return (
    'metadata' in value && (body || 'kind' in value || 'apiVersion' in value)
  );
}

function isWrongName(name: string, apiVersion: string): boolean {
  if (name.length > LONGEST_NAME) return true;
  return apiVersion.startsWith('rbac.authorization.k8s.io/')
    ? /[/%\s{}]/.test(name)
    : !NAME.test(name);
}

function checkName(candidate: Candidate, report: Report): boolean {
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

function checkType({ value, keys, inherited }: Candidate, report: Report) {
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

function itemsOf(
  candidate: Candidate,
  type: { kind: string; apiVersion: string },
  report: Report,
): Candidate[] | undefined {
  const { value, keys } = candidate;
  const isList =
    type.kind === 'List' || (type.kind.endsWith('List') && 'items' in value);
  if (!isList) return undefined;
  if (!Array.isArray(value.items)) {
    report(
      'bad-items',
      [...keys, 'items'],
      'The list has no `items`.',
      'Write `items:` with objects below it.',
    );
    return [];
  }
  const inherited =
    type.kind === 'List'
      ? undefined
      : {
          kind: type.kind.slice(0, -'List'.length),
          apiVersion: type.apiVersion,
        };
  return value.items.flatMap((item, index) => {
    const at = [...keys, 'items', index];
    if (isMapping(item)) return [{ value: item, keys: at, inherited }];
    report(
      'bad-items',
      at,
      'An item of the list is no object.',
      'Remove it or write it out.',
    );
    return [];
  });
}

function readCandidate(
  candidate: Candidate,
  document: ParsedDocument,
  report: Report,
  depth = 0,
): FoundInFile[] {
  const type = checkType(candidate, report);
  if (!type) return [];
  const items = itemsOf(candidate, type, report);
  if (items && depth >= DEEPEST_LIST) {
    report(
      'too-deep',
      candidate.keys,
      'Lists stand in lists too deeply.',
      'Write the objects into one list.',
    );
    return [];
  }
  if (items) {
    return items.flatMap(item =>
      readCandidate(item, document, report, depth + 1),
    );
  }
  if (!checkName(candidate, report)) return [];
  const { keys, value } = candidate;
  return [
    {
      object: trimObject(value, type),
      line: keys.length > 0 ? document.lineAt(keys) : document.line,
      lineAt: inner => document.lineAt([...keys, ...inner]),
    },
  ];
}

/** `name: {{ x }}` is YAML for a mapping with a mapping as its key; in quotes it is a text. */
const NOT_FILLED_IN = /\{"\{|\{\{|\{%/;

function isFilledIn(value: JsonValue, keys: Keys): boolean {
  let here: JsonValue | undefined = value;
  for (const key of keys) {
    here = (here as JsonObject | null | undefined)?.[key];
  }
  const isWhole = here === value;
  return isWhole || !NOT_FILLED_IN.test(JSON.stringify(here) ?? '');
}

/** The objects of a parsed file; what is wrong with others goes into `problems`. */
export function readObjects(file: ParsedManifestFile): {
  objects: FoundInFile[];
  problems: ManifestProblem[];
} {
  const { path } = file;
  const problems: ManifestProblem[] = [];
  const objects = file.documents.flatMap(document => {
    const { value } = document;
    if (isForeign(path, value)) return [];
    const report: Report = (kind, keys, message, cure) => {
      const line = document.lineAt(keys);
      problems.push(
        isFilledIn(value, keys)
          ? { path, kind, line, message, cure }
          : asTemplate(path, line),
      );
    };
    if (Array.isArray(value)) {
      if (value.some(item => isMapping(item) && claimsToBeObject(item))) {
        report(
          'not-a-manifest',
          [],
          'The document is a bare list of objects.',
          'Write `kind: List` with `items:`, or one document an object.',
        );
      }
      return [];
    }
    if (!isMapping(value) || !claimsToBeObject(value)) return [];
    return readCandidate({ value, keys: [] }, document, report);
  });
  return { objects, problems };
}
