/**
 * One file of a tree, taken apart so that a mistake costs what it is in and nothing more: bytes to text, text to documents,
 * each document parsed by itself. Nothing here throws, whatever the file holds.
 */
import { decodeText } from './decodeText';
import { ParsedDocument, parseYaml } from './parseYaml';
import { splitDocuments } from './splitDocuments';
import { isStrangers } from './strangers';
import { ManifestProblem } from './types';

/** What a file holds. */
export interface ParsedManifestFile {
  path: string;
  documents: ParsedDocument[];
  problems: ManifestProblem[];
}

/** A file larger than this (in bytes) is not looked into; the largest bundles of definitions are half of it. */
export const LARGEST_FILE = 4 * 1024 * 1024;

const TEMPLATE = /\{\{|\{%/;
const REPLACEMENT = 0xfffd;

/** Place of the first character that YAML does not allow, or -1. */
function forbiddenAt(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isBreak = code === 9 || code === 10 || code === 13;
    const isControl = (code < 32 && !isBreak) || code === 127;
    if (isControl || code === REPLACEMENT) return at;
  }
  return -1;
}

/** Whether the text looks like one that a program still has to fill in; then the line, counted from 1, where it does. */
function templateLine(text: string): number | undefined {
  const at = text.search(TEMPLATE);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}

/** The problem of a document that nobody has filled in. */
export function asTemplate(path: string, line: number): ManifestProblem {
  return {
    kind: 'template',
    path,
    line,
    message:
      'The document is a template, and nothing here says what to fill in.',
    cure: 'Put it into a Helm chart, or commit what it renders to.',
  };
}

const MOST_MENTIONS = 50;

/** What is called something in a text that is not understood. */
function mentionsIn(text: string): { mentions?: string[] } {
  const names = text.matchAll(
    /(?:^[ \t-]*|[{,]\s*)["']?name["']?:[ \t]*["']?([a-z0-9][a-z0-9.-]{0,252})(?=[\s,}"']|$)/gm,
  );
  const mentions = [...new Set([...names].map(([, name]) => name))];
  return mentions.length > 0
    ? { mentions: mentions.slice(0, MOST_MENTIONS) }
    : {};
}

function parseStream(path: string, text: string): ParsedManifestFile {
  const file: ParsedManifestFile = { path, documents: [], problems: [] };
  for (const part of splitDocuments(text.replaceAll('\r\n', '\n'))) {
    const at = forbiddenAt(part.text);
    if (at >= 0) {
      file.problems.push({
        kind: 'encoding',
        path,
        line: part.firstLine + part.text.slice(0, at).split('\n').length - 1,
        message: 'The line holds a character that YAML does not allow.',
        cure: 'Remove it and save the file as UTF-8.',
        ...mentionsIn(part.text),
      });
      continue;
    }
    const parsed = parseYaml(part);
    if ('value' in parsed) {
      if (parsed.value !== null) file.documents.push(parsed);
      continue;
    }
    const line = templateLine(part.text);
    file.problems.push(
      line === undefined || parsed.kind === 'alias'
        ? { path, ...parsed, ...mentionsIn(part.text) }
        : asTemplate(path, part.firstLine + line - 1),
    );
  }
  return file;
}

/** Whether a text cannot become JSON, however it goes on. */
function isPastMending(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const { message } = error as Error;
    if (/end of JSON|Unterminated string/.test(message)) return false;
    const position = /at position (\d+)/.exec(message);
    return position === null || Number(position[1]) < text.length;
  }
}

/** Line of the mistake: the first with which the text cannot be JSON any more. The parser itself does not always say. */
function lineOfMistake(text: string): number {
  const lines = text.trimEnd().split('\n');
  let [good, bad] = [0, lines.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isPastMending(lines.slice(0, middle).join('\n'))) bad = middle;
    else good = middle;
  }
  return bad;
}

/** Begins of the documents where several stand below each other, as `kubectl get -o json` and `jsonnet -y` write them; each at a line's begin. */
const NEXT_JSON = /(?<=\})[ \t]*\n(?=\{)/;

/** The documents of a file that holds several; `undefined` when one of them is no JSON. */
function parseJsonStream(
  path: string,
  text: string,
): ParsedManifestFile | undefined {
  const parts = text.trim().split(NEXT_JSON);
  if (parts.length < 2) return undefined;
  const documents: ParsedDocument[] = [];
  let firstLine = text.slice(0, text.search(/\S/)).split('\n').length;
  for (const part of parts) {
    const { documents: found, problems } = parseJsonText(path, part, firstLine);
    if (problems.length > 0) return undefined;
    documents.push(...found);
    firstLine += part.split('\n').length;
  }
  return { path, documents, problems: [] };
}

function parseJson(path: string, text: string): ParsedManifestFile {
  const one = parseJsonText(path, text, 1);
  return one.problems.length > 0 ? parseJsonStream(path, text) ?? one : one;
}

function parseJsonText(
  path: string,
  text: string,
  firstLine: number,
): ParsedManifestFile {
  if (text.trim() === '') return { path, documents: [], problems: [] };
  try {
    const value = JSON.parse(text);
    const line =
      firstLine - 1 + text.slice(0, text.search(/\S/)).split('\n').length;
    let parsed: ParsedDocument | undefined;
    const lineAt = (keys: readonly (string | number)[]) => {
      if (!parsed) {
        const again = parseYaml({ text, firstLine });
        parsed = 'value' in again ? again : { value, line, lineAt: () => line };
      }
      return parsed.lineAt(keys);
    };
    return { path, documents: [{ value, line, lineAt }], problems: [] };
  } catch {
    const template = templateLine(text);
    const problem: ManifestProblem =
      template === undefined
        ? {
            kind: 'syntax',
            path,
            line: lineOfMistake(text),
            message: 'The file is no JSON from this line on.',
            cure: 'Correct the syntax.',
            ...mentionsIn(text),
          }
        : asTemplate(path, template);
    return { path, documents: [], problems: [problem] };
  }
}

/** True for the files that {@link parseManifestFile} is for. */
export function isManifestPath(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

/** The documents of one YAML or JSON file, and what is wrong with the others. */
export function parseManifestFile(
  path: string,
  bytes: Uint8Array,
): ParsedManifestFile {
  if (bytes.length > LARGEST_FILE) {
    const problem: ManifestProblem = {
      kind: 'too-large',
      path,
      line: 1,
      message: `The file is larger than ${LARGEST_FILE} bytes and was not looked into.`,
      cure: 'Split it when it holds manifests.',
    };
    return { path, documents: [], problems: [problem] };
  }
  const { text, problems } = decodeText(path, bytes);
  const all = /\.json$/i.test(path)
    ? parseJson(path, text)
    : parseStream(path, text);
  const parsed = {
    ...all,
    problems: all.problems.filter(({ kind }) => !isStrangers(path, text, kind)),
  };
  if (problems.length === 0) return parsed;
  const others = parsed.problems.filter(({ kind }) => kind !== 'encoding');
  return { ...parsed, problems: text ? [...problems, ...others] : problems };
}
