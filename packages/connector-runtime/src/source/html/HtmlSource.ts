/*
 * A page for people as a source: robots.txt first, then the pages, slowly and under a name with a contact. The pause is
 * the longest of what the stream declares and what the host asks for, and holds between retries too.
 */
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { DEFAULT_LIMITS } from '../../declaration';
import type { HtmlStream } from '../kindDeclarations';
import { Requester } from '../Requester';
import { RestSource } from '../rest/RestSource';
import type {
  PagePlace,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourceState,
} from '../types';
import { createHtmlReader } from './readHtml';
import { readRobots } from './readRobots';

const DELAY_MS = 5_000;

/** Reads a table out of web pages. */
export class HtmlSource implements Source {
  readonly #options: SourceOptions;
  readonly #html: HtmlStream;
  readonly #declaration: ConnectorDeclaration;
  readonly #stream: StreamDeclaration;
  readonly #requester: Requester;
  #pages: Promise<RestSource> | undefined;
  #opened: RestSource | undefined;

  constructor(options: SourceOptions, html: HtmlStream) {
    const { declaration, stream, secret, ports } = options;
    this.#options = options;
    this.#html = html;
    this.#declaration = {
      ...declaration,
      headers: {
        accept: 'text/html',
        ...declaration.headers,
        'user-agent': html.userAgent,
      },
    };
    this.#stream = html.nextLink
      ? { ...stream, pagination: { kind: 'next-url', nextUrlAt: 'link' } }
      : stream;
    this.#requester = new Requester({
      declaration: this.#declaration,
      secret,
      ports,
      pauseMs: html.delayMs ?? DELAY_MS,
    });
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    // A failure is not kept: the next page asks for the rules again.
    this.#pages ??= this.#open(true);
    const pages = await this.#pages.catch(error => {
      this.#pages = undefined;
      throw error;
    });
    return pages.readPage(place);
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const pages = await this.#open(false);
    return pages.parse(answer, place);
  }

  state(): SourceState {
    const rules = this.#requester.state();
    const pages = this.#opened?.state();
    if (!pages) {
      return rules;
    }
    const byStatus = new Map(Object.entries(rules.requestsByStatus));
    for (const [kind, count] of Object.entries(pages.requestsByStatus)) {
      byStatus.set(kind, (byStatus.get(kind) ?? 0) + count);
    }
    return {
      ...pages,
      requests: rules.requests + pages.requests,
      requestsByStatus: Object.fromEntries(byStatus),
      retries: rules.retries + pages.retries,
      bytes: rules.bytes + pages.bytes,
    };
  }

  async close(): Promise<void> {
    await this.#requester.close();
    await this.#opened?.close();
  }

  async #open(online: boolean): Promise<RestSource> {
    const { secret, ports } = this.#options;
    const reader = await createHtmlReader({
      declaration: this.#declaration,
      stream: this.#stream,
      html: this.#html,
    });
    const robots = online
      ? await readRobots({
          requester: this.#requester,
          origin: new URL(this.#declaration.baseUrl).origin,
          stream: this.#stream.name,
          userAgent: this.#html.userAgent,
        })
      : undefined;
    const pauseMs = Math.max(
      this.#html.delayMs ?? DELAY_MS,
      robots?.delayMs ?? 0,
    );
    const { limits } = this.#declaration;
    const budgetMs = limits?.retryBudgetMs ?? DEFAULT_LIMITS.retryBudgetMs;
    const source = new RestSource({
      declaration: {
        ...this.#declaration,
        // The pause that a host asks for is obeyed, and is no reason to give its page up.
        limits: { ...limits, retryBudgetMs: Math.max(budgetMs, pauseMs * 3) },
      },
      stream: this.#stream,
      secret,
      ports,
      reader: { ...reader, assertAllowed: robots?.assertAllowed },
      pauseMs,
    });
    this.#opened = online ? source : this.#opened;
    return source;
  }
}
