/*
 * An API that answers in CSV or XML. Everything but the reading of a body is as with JSON, so this only loads the
 * reader when the first page is asked for.
 */
import type { ConnectorDeclaration } from '../../declaration';
import type {
  PagePlace,
  RawAnswer,
  RawPage,
  Source,
  SourceOptions,
  SourceState,
} from '../types';
import { createAnswerFormat } from './answerFormats';
import { createTextReader } from './createTextReader';
import { RestSource } from './RestSource';

const IDLE: SourceState = {
  requests: 0,
  requestsByStatus: {},
  retries: 0,
  bytes: 0,
  rateLimitWaitMs: 0,
};

/** Reads one stream of an API whose answers are no JSON. */
export class TextSource implements Source {
  readonly #options: SourceOptions;
  #opened: RestSource | undefined;

  constructor(options: SourceOptions) {
    this.#options = options;
  }

  async readPage(place: PagePlace): Promise<RawPage> {
    const source = await this.#open();
    return source.readPage(place);
  }

  async parse(
    answer: RawAnswer,
    place: Pick<PagePlace, 'partition'>,
  ): Promise<readonly unknown[]> {
    const source = await this.#open();
    return source.parse(answer, place);
  }

  state(): SourceState {
    return this.#opened?.state() ?? IDLE;
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  async #open(): Promise<RestSource> {
    const { declaration, stream } = this.#options;
    const format = await createAnswerFormat(stream);
    const asking: ConnectorDeclaration = {
      ...declaration,
      headers: { accept: format.accept, ...declaration.headers },
    };
    this.#opened ??= new RestSource({
      ...this.#options,
      declaration: asking,
      reader: createTextReader({ declaration, stream, format }),
    });
    return this.#opened;
  }
}
