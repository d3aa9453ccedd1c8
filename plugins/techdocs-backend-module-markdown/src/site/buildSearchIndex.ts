import { escapeHtml } from '../html/escapeHtml';
import type { Section } from '../markdown/parsePage';
import { encodePath, pageUrl } from './pagePaths';

/** One entry of `search_index.json`; the collator of Backstage un-escapes title and text. */
export interface SearchEntry {
  location: string;
  title: string;
  text: string;
}

/**
 * The search entries of one page: the page with all its words, and one for each heading with the words below it. A heading carries the
 * name of its page, or five results called "Roll back" would look alike; the title of the page is not listed twice.
 */
export function buildSearchEntries(page: {
  path: string;
  title: string;
  sections: readonly Section[];
}): SearchEntry[] {
  const location = encodePath(pageUrl(page.path));
  const entries: SearchEntry[] = [
    {
      location,
      title: escapeHtml(page.title),
      text: escapeHtml(
        page.sections
          .map(section => section.text)
          .filter(Boolean)
          .join(' '),
      ),
    },
  ];
  const named = page.sections.find(section => section.heading)?.heading;
  for (const { heading, text } of page.sections) {
    if (heading && !(heading === named && heading.level === 1)) {
      entries.push({
        location: `${location}#${heading.id}`,
        title: escapeHtml(`${page.title}: ${heading.text}`),
        text: escapeHtml(text),
      });
    }
  }
  return entries;
}

/** The file that the search collator of TechDocs reads. */
export function buildSearchIndex(entries: SearchEntry[]): string {
  return JSON.stringify({
    config: {
      lang: ['en'],
      separator: '[\\s\\-]+',
      pipeline: ['stopWordFilter'],
    },
    docs: entries,
  });
}
