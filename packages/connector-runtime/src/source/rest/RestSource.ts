/*
 * An API over HTTP as a source. A token holds the place of the page and what the loop guard must remember, and never
 * the key: addresses that the source names are kept as path and query, the key taken out, and it is added again only
 * when the request is sent, to the declared host.
 */
import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { ConnectorError } from '../../errors';
import { nextPlaceOf, pageAddress } from '../address';
import { coerceColumns } from '../coerceColumns';
import { keepWindow } from '../keepWindow';
import { judgeAnswer } from '../judgeAnswer';
import type { HttpAnswer } from '../sendOnce';
import { Requester } from '../Requester';
import { shapeRecords } from '../shapeRecords';
import type {
  PagePlace,
  PageToken,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourcePorts,
  SourceState,
} from '../types';
import { LoopGuard } from './LoopGuard';
import type { Document, HttpReader } from './HttpReader';
import type { Token } from './pageTokens';
import { decodeToken, encodeToken } from './pageTokens';
import { firstPlace, parametersAt, placeAfter } from './paginate';
import type { Piece } from './windowPieces';
import { pieceOf } from './windowPieces';

/** Reads one stream of an API. */
export class RestSource implements Source {
  readonly #declaration: ConnectorDeclaration;
  readonly #stream: StreamDeclaration;
  readonly #ports: SourcePorts;
  readonly #requester: Requester;
  readonly #guard: LoopGuard;
  readonly #reader: HttpReader;

  constructor(
    options: SourceOptions & {
      /** Of JSON unless given. */
      reader?: HttpReader;
      /** Least pause between two requests. */
      pauseMs?: number;
    },
  ) {
    const { declaration, stream, secret, ports } = options;
    this.#reader = options.reader ?? {
      judge: answer => judgeAnswer(declaration, stream, answer),
      records: document => shapeRecords(stream, document),
    };
    this.#declaration = declaration;
    this.#stream = stream;
    this.#ports = ports;
    this.#requester = new Requester({
      declaration,
      secret,
      ports,
      pauseMs: options.pauseMs,
      mayExhaust: stream.errors?.some(rule => rule.means === 'quota'),
    });
    this.#guard = new LoopGuard(stream.name, this.#requester.limits.maxPages);
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const pass = JSON.stringify(place.partition ?? {});
    const token = decodeToken(this.#stream, place.token);
    const piece = pieceOf(this.#stream, place.window, {
      from: token.from,
      now: this.#ports.clock.now(),
    });
    if (place.token === undefined) {
      this.#guard.begin(pass);
    }
    const url = this.#addressOf({ ...place, window: piece.window }, token);
    this.#reader.assertAllowed?.(url);
    const { answer, good } = await this.#requester.ask({
      url,
      stream: this.#stream.name,
      archive: place.archive,
      judge: received => {
        const judged = this.#reader.judge(received);
        return 'good' in judged
          ? { good: { answer: received, good: judged.good } }
          : judged;
      },
    });
    const shaped =
      good === 'nothing' ? [] : this.#reader.records(good.document);
    const next = this.#nextOf({
      piece,
      token,
      url,
      answer,
      good,
      shaped,
      pass,
    });
    return {
      token: place.token,
      ...(next !== undefined && { next }),
      records: keepWindow(
        this.#stream,
        place.window,
        this.#coerce(shaped, good, place.partition),
      ),
      raw: answer.raw,
      contentType: answer.contentType,
      request: answer.request,
      status: answer.status,
    };
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const judged = this.#reader.judge(answer);
    if (!('good' in judged)) {
      throw new ConnectorError(
        'contract',
        `The archived answer of ${answer.request} is no page; leave it out of the replay and read it again.`,
      );
    }
    const { good } = judged;
    return good === 'nothing'
      ? []
      : this.#coerce(
          this.#reader.records(good.document),
          good,
          place.partition,
        );
  }

  state(): SourceState {
    return this.#requester.state();
  }

  async close(): Promise<void> {
    await this.#requester.close();
  }

  #addressOf(place: PagePlace, token: Token): URL {
    const { pagination } = this.#stream;
    if (
      typeof token.at === 'string' &&
      (pagination.kind === 'next-url' || pagination.kind === 'link-header')
    ) {
      // Asked at the declared host whatever the token says: a checkpoint is no place to redirect a key from.
      const { origin } = new URL(this.#declaration.baseUrl);
      return new URL(`${origin}/${token.at.replace(/^\/+/, '')}`);
    }
    return pageAddress({
      declaration: this.#declaration,
      stream: this.#stream,
      window: place.window,
      partition: place.partition,
      parameters: parametersAt(pagination, token.at),
      now: this.#ports.clock.now(),
    });
  }

  #nextOf(page: {
    piece: Piece;
    token: Token;
    url: URL;
    answer: HttpAnswer;
    good: Document;
    shaped: readonly unknown[];
    pass: string;
  }): PageToken | undefined {
    const { piece, token, url, answer, good, shaped, pass } = page;
    const { kind } = this.#stream.pagination;
    const document = good === 'nothing' ? undefined : good.document;
    const found = this.#reader.nextLink
      ? this.#reader.nextLink(document)
      : placeAfter(this.#stream, token.at, {
          count: shaped.length,
          document,
          link: answer.headers.get('link'),
        });
    const at =
      typeof found === 'string' &&
      (kind === 'next-url' || kind === 'link-header')
        ? nextPlaceOf(this.#declaration, found, url)
        : found;
    const { from } = token;
    const memory = this.#guard.assertProgress(pass, {
      memory: token,
      records: shaped,
      place: JSON.stringify([token.at, from]),
      next: at === undefined ? undefined : JSON.stringify([at, from]),
    });
    if (at !== undefined) {
      return encodeToken({ ...memory, at, from });
    }
    // A year without rows is no circle: the next piece is asked for, whatever this one held.
    return piece.next === undefined
      ? undefined
      : encodeToken({
          page: memory.page,
          at: firstPlace(this.#stream.pagination),
          from: piece.next,
        });
  }

  #coerce(
    records: readonly unknown[],
    good: Document,
    partition: PagePlace['partition'],
  ): readonly unknown[] {
    const { columns } = this.#stream;
    if (!columns) {
      return records;
    }
    const answer = good === 'nothing' ? undefined : good.document;
    return coerceColumns(columns, records, { answer, partition });
  }
}
