/** From documents to objects: lists are taken apart, and what cannot be an object is told by path and line. */
import { JsonObject, JsonValue, KubernetesObject } from '../kubernetes';
import { trimObject } from '../redaction';
import {
  Candidate,
  checkName,
  checkType,
  claimsToBeObject,
  isMapping,
  Keys,
  Report,
} from './checkObject';
import { checkRefused } from './checkRefused';
import { isForeign } from './foreign';
import { asTemplate, ParsedManifestFile } from './parseFile';
import { ParsedDocument } from './parseYaml';
import { ManifestProblem } from './types';

/** An object, trimmed, and the line at which it begins. */
export interface FoundInFile {
  object: KubernetesObject;
  line: number;
  /** Line of the value under some keys of the object. */
  lineAt(keys: Keys): number;
}

const DEEPEST_LIST = 4;

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
  checkRefused(value, type, { keys, report });
  return [
    {
      object: trimObject(value, type),
      line: keys.length > 0 ? document.lineAt(keys) : document.line,
      lineAt: inner => document.lineAt([...keys, ...inner]),
    },
  ];
}

/** `name: {{ x }}` is YAML for a mapping with a mapping as its key; in quotes it is a text. `${X}` is what envsubst and Flux fill in, `$(X)` what other tools do. */
const NOT_FILLED_IN = /\{"\{|\{\{|\{%|\$[{(]?[A-Za-z_]/;

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
