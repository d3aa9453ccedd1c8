import { parseDocument } from 'yaml';

/** What a page may say about itself before its text begins. Unknown keys are ignored. */
export interface FrontMatter {
  title?: string;
  description?: string;
  /** Parts of the page that are not wanted: the table of contents, the navigation. */
  hide: ReadonlyArray<'toc' | 'navigation'>;
}

/** A page cut in two. `problem` is a sentence when the front matter could not be read; the text is still usable. */
export interface SplitPage {
  frontMatter: FrontMatter;
  body: string;
  problem?: string;
}

const NONE: FrontMatter = { hide: [] };
const FENCED =
  /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}

function readHide(value: unknown): FrontMatter['hide'] {
  const wanted: Array<'toc' | 'navigation'> = [];
  for (const name of Array.isArray(value) ? value : [value]) {
    if (name === 'toc' || name === 'navigation') {
      wanted.push(name);
    }
  }
  return wanted;
}

/**
 * Cuts YAML front matter off a Markdown page. A page without front matter, or whose front matter is no mapping,
 * comes back with its text whole.
 */
export function parseFrontMatter(page: string): SplitPage {
  const match = FENCED.exec(page);
  if (!match) {
    return { frontMatter: NONE, body: page.replace(/^\uFEFF/, '') };
  }
  const body = page.slice(match[0].length);
  const document = parseDocument(match[1], { logLevel: 'silent' });
  if (document.errors.length > 0) {
    const [first] = document.errors[0].message.split('\n');
    return {
      frontMatter: NONE,
      body,
      problem: `Front matter is no valid YAML: ${first}`,
    };
  }
  const values: unknown = document.toJS();
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return { frontMatter: NONE, body: page };
  }
  const { title, description, hide } = values as Record<string, unknown>;
  return {
    frontMatter: {
      title: text(title),
      description: text(description),
      hide: readHide(hide),
    },
    body,
  };
}
