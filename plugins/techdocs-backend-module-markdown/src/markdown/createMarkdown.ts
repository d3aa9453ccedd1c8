import MarkdownItFactory, { type MarkdownIt } from 'markdown-it';
import abbr from 'markdown-it-abbr';
import deflist from 'markdown-it-deflist';
import footnote from 'markdown-it-footnote';
import { admonitions } from './admonitions';
import { attributeLists } from './attributeLists';
import { codeBlocks } from './codeBlocks';
import { headings } from './headings';
import { links } from './links';
import { rawHtml } from './rawHtml';
import { tabs } from './tabs';
import { taskLists } from './taskLists';

/**
 * The Markdown of a TechDocs site: CommonMark with tables, and what MkDocs with Material adds to it that our documents and most
 * of other people's use. Not supported: snippets, critic marks, icons by name, PlantUML, Graphviz.
 */
export function createMarkdown(): MarkdownIt {
  const md = new MarkdownItFactory({ html: true, linkify: true });
  // Only what carries a scheme becomes a link: `trino.data-platform` is a name, not a web address.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  md.use(footnote).use(deflist).use(abbr);
  md.use(admonitions).use(tabs).use(taskLists).use(attributeLists);
  md.use(headings).use(codeBlocks).use(rawHtml).use(links);
  md.renderer.rules.table_open = () =>
    '<div class="md-typeset__scrollwrap"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
  return md;
}
