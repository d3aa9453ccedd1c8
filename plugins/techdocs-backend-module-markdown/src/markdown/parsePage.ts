import type { Env, MarkdownIt, Token } from 'markdown-it';
import { inlineText } from './headings';
import {
  createPageEnvironment,
  pageState,
  type Heading,
  type PageState,
} from './pageEnvironment';
import { parseFrontMatter, type FrontMatter } from './parseFrontMatter';
import { closeRawHtml, visibleText } from './rawHtml';

/** The words under one heading, for the search index. */
export interface Section {
  /** Absent for what stands before the first heading. */
  heading?: Heading;
  text: string;
}

/** A Markdown page that has been read and waits to be rendered once all its neighbours are read too. */
export interface ParsedPage {
  frontMatter: FrontMatter;
  headings: readonly Heading[];
  sections: readonly Section[];
  /** Ids that had to be renamed for the reader: expected to written. */
  renamedIds: ReadonlyMap<string, string>;
  problem?: string;
  /** Renders the article. To be called once. */
  render(resolveLink: PageState['resolveLink']): string;
}

function wordsOf(token: Token): string {
  if (token.type === 'inline') {
    return inlineText(token.children ?? []);
  }
  if (token.type === 'html_block') {
    return visibleText(token.content);
  }
  return token.type === 'fence' || token.type === 'code_block'
    ? token.content
    : '';
}

function collectSections(
  tokens: Token[],
  headings: readonly Heading[],
): Section[] {
  const sections: Section[] = [{ text: '' }];
  let next = 0;
  let insideHeading = false;
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      sections.push({ heading: headings[next], text: '' });
      next += 1;
      insideHeading = true;
    } else if (token.type === 'heading_close') {
      insideHeading = false;
    } else if (!insideHeading) {
      const words = wordsOf(token).replace(/\s+/g, ' ').trim();
      const section = sections[sections.length - 1];
      section.text += words && section.text ? ` ${words}` : words;
    }
  }
  return sections;
}

function renderTokens(md: MarkdownIt, tokens: Token[], env: Env): string {
  return (
    md.renderer.render(tokens, md.options, env) + closeRawHtml(pageState(env))
  );
}

/** Reads one Markdown page: front matter, headings with their final anchors, words by section. */
export function parsePage(md: MarkdownIt, source: string): ParsedPage {
  const { frontMatter, body, problem } = parseFrontMatter(source);
  const env = createPageEnvironment();
  const tokens = md.parse(body, env);
  const state = pageState(env);
  return {
    frontMatter,
    problem,
    headings: state.headings,
    sections: collectSections(tokens, state.headings),
    renamedIds: state.renamedIds,
    render(resolveLink) {
      state.resolveLink = resolveLink;
      return renderTokens(md, tokens, env);
    },
  };
}
