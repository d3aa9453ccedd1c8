/*
 * A table in a page for people. The page may change without notice, so finding no row is an error and never an empty
 * answer, unless a rule says what an empty page looks like. node-html-parser (MIT) reads the page; it was taken over
 * cheerio because it is a tenth of its size and a table needs selectors only.
 */
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { ConnectorError } from '../../errors';
import { judgeByRules, judgeStatus } from '../judgeAnswer';
import type { HtmlStream } from '../kindDeclarations';
import { decodeText } from '../readBody';
import type { Judgement } from '../Requester';
import type { Document, HttpReader } from '../rest/HttpReader';
import type { RawAnswer } from '../types';

/** The part of an element that is used. */
interface Element {
  readonly text: string;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Element[];
  getAttribute(name: string): string | undefined;
}

/** A page that was read. */
class Page {
  readonly root: Element;

  constructor(root: Element) {
    this.root = root;
  }
}

const SNIFFED = 1024;

/** The charset of a page, from its header or from its own `meta`, as browsers do. */
function contentTypeOf(answer: RawAnswer): string {
  if (/charset/i.test(answer.contentType)) {
    return answer.contentType;
  }
  const head = Buffer.from(answer.raw.subarray(0, SNIFFED)).toString('latin1');
  const charset = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  return charset
    ? `${answer.contentType}; charset=${charset}`
    : answer.contentType;
}

function cellOf(
  row: Element,
  cell: { select: string; attribute?: string },
): string | undefined {
  const element = row.querySelector(cell.select);
  const found = cell.attribute
    ? element?.getAttribute(cell.attribute)
    : element?.text;
  return found?.replace(/[\s\u00a0]+/g, ' ').trim();
}

function rowsOf(
  stream: StreamDeclaration,
  html: HtmlStream,
  document: unknown,
): readonly unknown[] {
  const rows =
    document instanceof Page ? document.root.querySelectorAll(html.rows) : [];
  if (rows.length === 0) {
    throw new ConnectorError(
      'contract',
      `The page has no row at '${html.rows}' of '${stream.name}'; it has changed, so correct the selector, or declare by a rule in 'errors' what an empty page says.`,
    );
  }
  return rows.map(row =>
    Object.fromEntries(
      Object.entries(html.cells)
        .map(([name, cell]) => [name, cellOf(row, cell)])
        .filter(([, value]) => value !== undefined),
    ),
  );
}

/** The reader of pages for people. Loads the parser. */
export async function createHtmlReader(options: {
  declaration: ConnectorDeclaration;
  stream: StreamDeclaration;
  html: HtmlStream;
}): Promise<Omit<HttpReader, 'assertAllowed'>> {
  const { declaration, stream, html } = options;
  const { parse } = await import('node-html-parser');
  const judge = (answer: RawAnswer): Judgement<Document> => {
    if (answer.status === 204) {
      return { good: 'nothing' };
    }
    const good = answer.status >= 200 && answer.status < 300;
    const text = good
      ? decodeText(answer.raw, contentTypeOf(answer))
      : Buffer.from(answer.raw).toString('utf8');
    const byRule = judgeByRules(declaration, stream, { text }, answer.status);
    if (byRule) {
      return byRule;
    }
    if (!good) {
      return judgeStatus(declaration, answer.status, text.slice(0, 200));
    }
    return { good: { document: new Page(parse(text)) } };
  };
  const { nextLink } = html;
  return {
    judge,
    records: document => rowsOf(stream, html, document),
    ...(nextLink !== undefined && {
      nextLink: document =>
        document instanceof Page
          ? document.root.querySelector(nextLink)?.getAttribute('href')
          : undefined,
    }),
  };
}
