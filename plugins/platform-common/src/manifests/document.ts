/*
 * Judging files before they exist anywhere else. Everything in this folder is pure and imports nothing outside it:
 * the portal runs it on what a template is about to write, and packs the same code, types taken off, into the
 * repositories it generates, so that what passed once keeps being checked.
 */

/** A value of a parsed YAML or JSON document. */
export type DocumentValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | DocumentValue[]
  | { [key: string]: DocumentValue };

/** A mapping of a parsed document. */
export type DocumentObject = { [key: string]: DocumentValue };

/** One document and the file that holds it. */
export interface WorkspaceDocument {
  /** Relative path with `/`. */
  readonly file: string;
  readonly content: DocumentValue;
}

/** Something to mend: where, what, and how. */
export interface Finding {
  readonly file: string;
  /** Dotted path inside the document, `''` for the whole. */
  readonly field: string;
  /** Name of the rule, stable. */
  readonly rule: string;
  readonly problem: string;
  readonly cure: string;
}

/** True for a mapping. */
export function isObject(value: DocumentValue): value is DocumentObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path; numbers index lists. */
export function at(value: DocumentValue, path: string): DocumentValue {
  let here = value;
  for (const key of path.split('.')) {
    if (Array.isArray(here)) {
      here = here[Number(key)];
    } else if (isObject(here) && Object.hasOwn(here, key)) {
      here = here[key];
    } else {
      return undefined;
    }
  }
  return here;
}

/** The mapping at a path, or an empty one. */
export function objectAt(value: DocumentValue, path: string): DocumentObject {
  const found = at(value, path);
  return isObject(found) ? found : {};
}

/** The list at a path, or an empty one. */
export function listAt(value: DocumentValue, path: string): DocumentValue[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path, or `''`. */
export function textAt(value: DocumentValue, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' ? found : '';
}

/** One finding as a line for people. */
export function describeFinding(finding: Finding): string {
  const where = finding.field ? ` ${finding.field}` : '';
  return `${finding.file}${where}: ${finding.problem} ${finding.cure}`;
}
