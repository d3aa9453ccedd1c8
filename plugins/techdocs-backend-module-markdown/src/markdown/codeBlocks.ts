import hljs from 'highlight.js/lib/common';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import properties from 'highlight.js/lib/languages/properties';
import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from '../html/escapeHtml';

hljs.registerLanguage('dockerfile', dockerfile);
hljs.registerLanguage('properties', properties);

/** What an author may say about a block of code on its first line. */
export interface CodeOptions {
  language: string;
  title?: string;
  /** The number of the first line; absent when lines are not numbered. */
  firstLine?: number;
  /** Lines to point at, counted from 1. */
  marked: ReadonlySet<number>;
}

function parseLineRanges(ranges: string): Set<number> {
  const lines = new Set<number>();
  for (const [, from, to] of ranges.matchAll(/(\d{1,5})(?:-(\d{1,5}))?/g)) {
    for (let line = Number(from); line <= Number(to ?? from); line += 1) {
      lines.add(line);
    }
  }
  return lines;
}

/** Reads `yaml title="x" linenums="1" hl_lines="2 4-5"`, also in the form `{ .yaml title="x" }`. */
export function parseCodeOptions(info: string): CodeOptions {
  const language =
    /^\{?\s*\.?([\w+#-]+)(?![\w="+#-])/.exec(info)?.[1].toLowerCase() ?? '';
  const options = new Map<string, string>();
  for (const [, key, value] of info.matchAll(/(\w+)="([^"]*)"/g)) {
    options.set(key, value);
  }
  const firstLine = Number(options.get('linenums') ?? NaN);
  return {
    language,
    title: options.get('title'),
    firstLine: Number.isFinite(firstLine) ? firstLine : undefined,
    marked: parseLineRanges(options.get('hl_lines') ?? ''),
  };
}

function highlight(code: string, language: string): string {
  if (!language || !hljs.getLanguage(language)) {
    return escapeHtml(code);
  }
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

/** Cuts highlighted HTML into lines, closing the open spans at each end and opening them again on the next line. */
export function splitHighlightedLines(html: string): string[] {
  const open: string[] = [];
  return html.split('\n').map(line => {
    const before = open.join('');
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
      if (tag === '</span>') {
        open.pop();
      } else {
        open.push(tag);
      }
    }
    return `${before}${line}${'</span>'.repeat(open.length)}`;
  });
}

function renderLines(html: string, options: CodeOptions): string {
  const lines = splitHighlightedLines(html.replace(/\n$/, ''));
  return lines
    .map((line, index) => {
      const marked = options.marked.has(index + 1) ? ' hll' : '';
      // The number is drawn by the stylesheet, so that a copied command does not carry it.
      const number =
        options.firstLine === undefined
          ? ''
          : ` data-linenos="${options.firstLine + index} "`;
      return `<span class="code-line${marked}"${number}>${line}\n</span>`;
    })
    .join('');
}

/** The HTML of one block of code. Code is never anything but text and colour. */
export function renderCode(code: string, info: string): string {
  const options = parseCodeOptions(info);
  if (options.language === 'mermaid') {
    return `<pre class="mermaid"><code>${escapeHtml(code)}</code></pre>\n`;
  }
  const html = highlight(code, options.language);
  const byLine = options.firstLine !== undefined || options.marked.size > 0;
  const title = options.title
    ? `<span class="filename">${escapeHtml(options.title)}</span>`
    : '';
  const language = escapeHtml(options.language || 'text');
  return (
    `<div class="highlight language-${language}">${title}<pre tabindex="0"><code class="language-${language}">` +
    `${byLine ? renderLines(html, options) : html}</code></pre></div>\n`
  );
}

/** Colours code by the classes of highlight.js, which the stylesheet maps onto the reader's own variables. */
export function codeBlocks(md: MarkdownIt): void {
  md.renderer.rules.fence = (tokens: Token[], index: number) =>
    renderCode(tokens[index].content, tokens[index].info.trim());
  md.renderer.rules.code_block = (tokens: Token[], index: number) =>
    renderCode(tokens[index].content, '');
}
