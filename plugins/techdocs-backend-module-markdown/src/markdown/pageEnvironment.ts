import type { Env } from 'markdown-it';

/** A heading as the table of contents, the search index and the links need it. */
export interface Heading {
  /** 1 to 6. */
  level: number;
  /** The anchor in the written page: unique in the page and safe for the reader. */
  id: string;
  /** Plain text, not escaped. */
  text: string;
}

/** Where a link leads once it is written for the reader. */
export interface ResolvedLink {
  href: string;
  /** The target is a file of the site, not a page: the reader must fetch it from storage. */
  download?: boolean;
}

/** What the rules of one page share while it is parsed and rendered. It lives as long as the page does. */
export interface PageState {
  headings: Heading[];
  /** Every id in use, in its written form. */
  ids: Set<string>;
  /** The id that an author would expect to the id that is written, where the two differ. */
  renamedIds: Map<string, string>;
  /** Tab groups so far, which numbers their radio buttons. */
  tabSets: number;
  /** Raw HTML elements that are open, innermost last. */
  openTags: string[];
  /** Set before rendering. */
  resolveLink: (href: string, kind: 'link' | 'image') => ResolvedLink;
}

const STATE = Symbol('page state');

/** A new environment for one page, to be handed to markdown-it. */
export function createPageEnvironment(): Env {
  const state: PageState = {
    headings: [],
    ids: new Set(),
    renamedIds: new Map(),
    tabSets: 0,
    openTags: [],
    resolveLink: href => ({ href }),
  };
  return { [STATE]: state };
}

/**
 * The page state inside a markdown-it environment.
 * @throws Error when the environment was not made by `createPageEnvironment`.
 */
export function pageState(env: Env | undefined): PageState {
  const state = env?.[STATE];
  if (!state) {
    throw new Error(
      'Parse pages with createPageEnvironment(), the rules keep their state in it.',
    );
  }
  return state as PageState;
}
