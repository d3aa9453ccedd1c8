import { InputError } from '@backstage/errors';
import { renderPage } from '../html/renderPage';
import { createMarkdown } from '../markdown/createMarkdown';
import { parsePage, type ParsedPage } from '../markdown/parsePage';
import { buildNavigation, readingOrder, type NavItem } from './buildNavigation';
import {
  buildSearchEntries,
  buildSearchIndex,
  type SearchEntry,
} from './buildSearchIndex';
import { encodePath, humanise, isIndex, pageUrl } from './pagePaths';
import type { MkdocsConfig } from './readMkdocsConfig';
import { resolveLink, type LinkTargets } from './resolveLink';

/** The sources of a site, as text. */
export interface SiteSource {
  config: MkdocsConfig;
  siteName: string;
  /** Markdown by path, relative to docs_dir, with `/`. */
  pages: ReadonlyMap<string, string>;
  /** All other files of docs_dir, which are published as they are. */
  files: readonly string[];
  /** The path of the stylesheet inside the site. */
  stylesheet: string;
}

/** A site in memory. */
export interface BuiltSite {
  /** Generated files by path. */
  written: ReadonlyMap<string, string>;
  /** Sentences for the author of the site: dead links, entries that name nothing. */
  warnings: readonly string[];
}

interface BuildSiteOptions {
  /** Called between pages, so that a large site does not hold up everybody else in the process. */
  pause?: () => Promise<void>;
}

type PageMap = ReadonlyMap<string, ParsedPage>;

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));

/** README.md is the page of its folder only where no index.md is. */
function selectPages(
  pages: ReadonlyMap<string, string>,
  warn: (sentence: string) => void,
): Map<string, string> {
  const selected = new Map<string, string>();
  const taken = new Map<string, string>();
  const byRank = [...pages].sort(
    ([a], [b]) => Number(/readme/i.test(a)) - Number(/readme/i.test(b)),
  );
  for (const [path, text] of byRank) {
    const url = pageUrl(path);
    const other = taken.get(url);
    if (other === undefined) {
      taken.set(url, path);
      selected.set(path, text);
    } else {
      warn(`${path} would have the same address as ${other} and is left out.`);
    }
  }
  return selected;
}

/** Adds a list of all pages as root page where the author wrote none. */
function withRootPage(
  pages: Map<string, string>,
  siteName: string,
): Map<string, string> {
  if (pages.size === 0) {
    throw new InputError(
      'There is no Markdown page in docs_dir; add an index.md there.',
    );
  }
  if (![...pages.keys()].some(path => pageUrl(path) === '')) {
    const list = [...pages.keys()].map(
      path => `- [${path.replace(/[\\[\]]/g, '')}](<${encodePath(path)}>)`,
    );
    pages.set('index.md', `# ${siteName}\n\n${list.join('\n')}\n`);
  }
  return pages;
}

function titleOf(
  path: string,
  page: ParsedPage | undefined,
  siteName: string,
): string {
  const heading = page?.headings.find(candidate => candidate.level === 1);
  if (page?.frontMatter.title ?? heading?.text) {
    return page?.frontMatter.title ?? heading?.text ?? '';
  }
  if (isIndex(path)) {
    return path.includes('/')
      ? humanise(path.split('/').slice(-2)[0])
      : siteName;
  }
  return humanise(path.split('/').slice(-1)[0]);
}

function editUrl(config: MkdocsConfig, path: string): string | undefined {
  return config.editBase ? `${config.editBase}${encodePath(path)}` : undefined;
}

/** Renders one page after another; all are parsed by now, hence links know their targets. */
class SiteWriter {
  readonly #source: SiteSource;
  readonly #pages: PageMap;
  readonly #navigation: NavItem[];
  readonly #order: Array<{ title: string; path: string }>;
  readonly #targets: LinkTargets;
  readonly #warn: (sentence: string) => void;

  constructor(
    source: SiteSource,
    pages: PageMap,
    warn: (sentence: string) => void,
  ) {
    const files = new Set(source.files);
    this.#source = source;
    this.#pages = pages;
    this.#warn = warn;
    this.#navigation = buildNavigation({
      nav: source.config.nav,
      pages: [...pages.keys()],
      titleOf: path => titleOf(path, pages.get(path), source.siteName),
      warn,
    });
    this.#order = readingOrder(this.#navigation);
    this.#targets = {
      hasPage: path => pages.has(path),
      hasFile: path => files.has(path),
      renamedIdsOf: path => pages.get(path)?.renamedIds,
    };
  }

  title(path: string): string {
    const named = this.#order.find(entry => entry.path === path);
    return (
      this.#pages.get(path)?.frontMatter.title ??
      named?.title ??
      titleOf(path, this.#pages.get(path), this.#source.siteName)
    );
  }

  write(path: string, page: ParsedPage): string {
    const position = this.#order.findIndex(entry => entry.path === path);
    return renderPage({
      path,
      title: this.title(path),
      description: page.frontMatter.description,
      siteName: this.#source.siteName,
      stylesheet: this.#source.stylesheet,
      article: page.render((href, kind) =>
        resolveLink({
          href,
          kind,
          from: path,
          targets: this.#targets,
          warn: this.#warn,
        }),
      ),
      headings: page.headings,
      navigation: this.#navigation,
      hide: page.frontMatter.hide,
      previous: position > 0 ? this.#order[position - 1] : undefined,
      next: position >= 0 ? this.#order[position + 1] : undefined,
      editUrl: editUrl(this.#source.config, path),
    });
  }
}

/**
 * Builds a whole site: an `index.html` for each page and the search index. Always writes a root page, because the publisher
 * takes its presence as "has been built"; where the author wrote none, a list of the pages stands in.
 * @throws InputError when the source has no page at all.
 */
export async function buildSite(
  source: SiteSource,
  options: BuildSiteOptions = {},
): Promise<BuiltSite> {
  const pause = options.pause ?? nextTurn;
  const warnings: string[] = [];
  const warn = (sentence: string) => void warnings.push(sentence);
  const md = createMarkdown();
  const pages = new Map<string, ParsedPage>();
  for (const [path, text] of withRootPage(
    selectPages(source.pages, warn),
    source.siteName,
  )) {
    const page = parsePage(md, text);
    if (page.problem) {
      warn(`${path}: ${page.problem}`);
    }
    pages.set(path, page);
    await pause();
  }
  const writer = new SiteWriter(source, pages, warn);
  const written = new Map<string, string>();
  const entries: SearchEntry[] = [];
  for (const [path, page] of pages) {
    written.set(`${pageUrl(path)}index.html`, writer.write(path, page));
    entries.push(
      ...buildSearchEntries({
        path,
        title: writer.title(path),
        sections: page.sections,
      }),
    );
    await pause();
  }
  written.set('search/search_index.json', buildSearchIndex(entries));
  return { written, warnings };
}
