import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';

/** An entry of the navigation as the author wrote it. */
export type NavEntry =
  | { kind: 'page'; title?: string; path: string }
  | { kind: 'link'; title: string; href: string }
  | { kind: 'section'; title: string; entries: NavEntry[] };

/** What this package honours of an `mkdocs.yml`; the rest (theme, plugins, extensions) is ignored. */
export interface MkdocsConfig {
  siteName?: string;
  siteDescription: string;
  docsDir?: string;
  /** `https://host/owner/repo/edit/main/docs/`, ends with a slash. */
  editBase?: string;
  nav?: NavEntry[];
}

type Values = Record<string, unknown>;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;

function readTarget(target: string, title?: string): NavEntry {
  return /^(?:https?:|mailto:)/i.test(target)
    ? { kind: 'link', title: title ?? target, href: target }
    : { kind: 'page', title, path: target.replace(/^\.?\//, '') };
}

function readEntry(value: unknown): NavEntry[] {
  if (typeof value === 'string') {
    return [readTarget(value)];
  }
  if (!isValues(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([title, target]): NavEntry[] => {
    if (Array.isArray(target)) {
      return [{ kind: 'section', title, entries: target.flatMap(readEntry) }];
    }
    return typeof target === 'string' ? [readTarget(target, title)] : [];
  });
}

function readEditBase(values: Values): string | undefined {
  const repo = text(values.repo_url);
  const edit = text(values.edit_uri);
  if (
    !edit ||
    !/^https?:\/\//i.test(/^https?:/i.test(edit) ? edit : repo ?? '')
  ) {
    return undefined;
  }
  const base = /^https?:/i.test(edit)
    ? edit
    : `${(repo ?? '').replace(/\/$/, '')}/${edit.replace(/^\//, '')}`;
  return base.endsWith('/') ? base : `${base}/`;
}

/**
 * Reads the text of an `mkdocs.yml`. YAML tags of Python (`!!python/name:...`) are tolerated, since nothing is executed.
 * @throws InputError with the place of the mistake when the text is no YAML mapping.
 */
export function readMkdocsConfig(yaml: string): MkdocsConfig {
  const document = parseDocument(yaml, { logLevel: 'silent' });
  if (document.errors.length > 0) {
    const [first] = document.errors[0].message.split('\n');
    throw new InputError(
      `mkdocs.yml is no valid YAML, mend it and build again: ${first}`,
    );
  }
  const values: unknown = document.toJS() ?? {};
  if (!isValues(values)) {
    throw new InputError(
      'mkdocs.yml must be a mapping with keys such as site_name and nav.',
    );
  }
  return {
    siteName: text(values.site_name),
    siteDescription: text(values.site_description) ?? '',
    docsDir: text(values.docs_dir),
    editBase: readEditBase(values),
    nav: Array.isArray(values.nav) ? values.nav.flatMap(readEntry) : undefined,
  };
}
