/**
 * YAML as Kubernetes' own tools read it: 1.1 numbers and switches (`0644` is octal, `yes` is true), but no dates, sexagesimal
 * numbers or single letters as switches. Aliases are counted, depth and size are bounded.
 */
import {
  Document,
  isCollection,
  isPair,
  LineCounter,
  parseDocument,
  type ScalarTag,
  type Tags,
  YAMLParseError,
} from 'yaml';
import { JsonValue } from '../kubernetes';
import { scrub } from '../redaction';
import { DocumentText } from './splitDocuments';
import { ManifestProblem, ManifestProblemKind } from './types';

/** A document that was understood. */
export interface ParsedDocument {
  value: JsonValue;
  /** Line of the file at which its content begins. */
  line: number;
  /** Line of the value under some keys; of the nearest parent when there is none. */
  lineAt(keys: readonly (string | number)[]): number;
}

/** More references than this to named parts are a bomb rather than a manifest. */
const MOST_ALIASES = 100;
/** Deeper than this nothing of Kubernetes goes; deeper still the parser's own stack ends. */
const DEEPEST = 100;

const UNWANTED = /:(?:timestamp|binary|omap|pairs|set)$/;
const SWITCHES: Record<string, RegExp> = {
  true: /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
  false: /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
};

function asKubernetesReads(tags: Tags): Tags {
  const wanted: Tags = [];
  for (const tag of tags) {
    if (typeof tag !== 'object' || Array.isArray(tag)) {
      wanted.push(tag);
      continue;
    }
    const { tag: name, format, test } = tag as ScalarTag;
    if (UNWANTED.test(name) || format === 'TIME') continue;
    const isSwitch = name.endsWith(':bool');
    wanted.push(
      isSwitch
        ? { ...(tag as ScalarTag), test: SWITCHES[`${test?.test('true')}`] }
        : tag,
    );
  }
  return wanted;
}

const KINDS: Record<string, ManifestProblemKind> = {
  TAB_AS_INDENT: 'tab',
  DUPLICATE_KEY: 'duplicate-key',
  BAD_ALIAS: 'alias',
};

const CURES: Partial<Record<ManifestProblemKind, string>> = {
  tab: 'Indent with spaces.',
  'duplicate-key': 'Keep one of the two keys.',
  alias: 'Define the anchor above its use.',
};

/** Place at which brackets or dashes stand in each other too deeply; before parsing, because the parser is what it protects. */
function tooDeepAt(text: string): number {
  let brackets = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '[' || char === '{') brackets += 1;
    else if (char === ']' || char === '}') brackets -= 1;
    if (brackets > DEEPEST) return at;
  }
  return text.search(/^ *(?:- ){100}/m);
}

/** Place of the first character that is neither space, comment nor marker. */
function contentAt(text: string): number {
  const match = /^(?:(?:---|%[^\n]*)?[ \t]*(?:#[^\n]*)?\n)*(?:---)?\s*/.exec(
    text,
  );
  return match ? match[0].length : 0;
}

/** Whether a value goes deeper than what comes after may follow it; a loop, because recursion is what it protects. */
function goesTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(item =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}

function problemOf(
  error: YAMLParseError,
  lineAt: (offset: number) => number,
): Omit<ManifestProblem, 'path'> {
  const kind = KINDS[error.code] ?? 'syntax';
  return {
    kind,
    line: lineAt(error.pos[0]),
    message: `The document is no YAML: ${scrub(error.message.split('\n')[0])}.`,
    cure: CURES[kind] ?? 'Correct the syntax.',
  };
}

function offsetIn(
  document: Document.Parsed,
  keys: readonly (string | number)[],
): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of keys) {
    if (!isCollection(node)) break;
    const pair: unknown = node.items.find(
      item => isPair(item) && String(item.key) === String(key),
    );
    const next: unknown = isPair(pair) ? pair.key : node.get(key, true);
    const range = (next as { range?: [number, number, number] } | null)?.range;
    if (!range) break;
    offset = range[0];
    node = isPair(pair) ? pair.value : next;
  }
  return offset;
}

/** Parses one document of a stream. Never throws. */
export function parseYaml({
  text,
  firstLine,
}: DocumentText): ParsedDocument | Omit<ManifestProblem, 'path'> {
  const lines = new LineCounter();
  const fail = (
    kind: ManifestProblemKind,
    at: number,
    [message, cure]: readonly [string, string],
  ): Omit<ManifestProblem, 'path'> => {
    const line = firstLine - 1 + text.slice(0, at).split('\n').length;
    return { kind, line, message, cure };
  };
  const deep = (at = contentAt(text)) =>
    fail('too-deep', at, ['The document is nested too deeply.', 'Flatten it.']);
  const at = tooDeepAt(text);
  if (at >= 0) return deep(at);
  try {
    const document = parseDocument(text, {
      version: '1.1',
      customTags: asKubernetesReads,
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const lineAtOffset = (offset: number) =>
      firstLine - 1 + Math.max(1, lines.linePos(offset).line);
    if (document.errors.length > 0) {
      return problemOf(document.errors[0], lineAtOffset);
    }
    const value: JsonValue = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (goesTooDeep(value)) return deep();
    return {
      value,
      line: lineAtOffset(document.contents?.range[0] ?? 0),
      lineAt: keys => lineAtOffset(offsetIn(document, keys)),
    };
  } catch (error) {
    if (error instanceof RangeError) return deep();
    const reason = scrub((error as Error).message.split('\n')[0]);
    const alias = /Unresolved alias[^:]*: (\S+)/.exec(reason);
    const place = alias ? text.indexOf(`*${alias[1]}`) : -1;
    return fail('alias', place < 0 ? contentAt(text) : place, [
      `The document cannot be expanded: ${reason}.`,
      alias
        ? 'Define the anchor above its use.'
        : 'Write out what is referred to so often.',
    ]);
  }
}
