import { parseAllDocuments } from 'yaml';
import type { DocumentValue, Finding, WorkspaceDocument } from './document';

/** What a file holds; a file that claims to be YAML or JSON and is not has a finding and is never passed over. */
export interface ParsedFile {
  readonly documents: WorkspaceDocument[];
  readonly findings: Finding[];
}

const MOST_ALIASES = 100;

function unreadable(file: string, problem: string): Finding {
  return {
    file,
    field: '',
    rule: 'readable',
    problem,
    cure: 'Correct the syntax.',
  };
}

function parseYaml(file: string, text: string): ParsedFile {
  const parsed: ParsedFile = { documents: [], findings: [] };
  for (const document of parseAllDocuments(text, { uniqueKeys: true })) {
    if (document.errors.length > 0) {
      const [first] = document.errors[0].message.split('\n');
      parsed.findings.push(unreadable(file, `is no YAML: ${first}`));
      continue;
    }
    try {
      const content: DocumentValue = document.toJS({
        maxAliasCount: MOST_ALIASES,
      });
      if (content !== null) {
        parsed.documents.push({ file, content });
      }
    } catch (error) {
      parsed.findings.push(unreadable(file, `cannot be read: ${error}.`));
    }
  }
  return parsed;
}

function parseJson(file: string, text: string): ParsedFile {
  try {
    const content: DocumentValue = JSON.parse(text);
    return { documents: [{ file, content }], findings: [] };
  } catch (error) {
    return {
      documents: [],
      findings: [unreadable(file, `is no JSON: ${error}.`)],
    };
  }
}

/** True for the files that are parsed. */
export function isDocumentFile(file: string): boolean {
  return /\.(ya?ml|json)$/.test(file);
}

/** The documents of a YAML or JSON file, told apart by the extension. */
export function parseDocuments(file: string, text: string): ParsedFile {
  return file.endsWith('.json') ? parseJson(file, text) : parseYaml(file, text);
}
