import type { Judgement } from '../Requester';
import type { RawAnswer } from '../types';

/** A good answer: its document, or nothing at all. */
export type Document = { readonly document: unknown } | 'nothing';

/** What differs between answers for machines and pages for people. */
export interface HttpReader {
  /** Judges an answer of any status. @throws ConnectorError when asking again cannot help. */
  judge(answer: RawAnswer): Judgement<Document>;
  /** @throws ConnectorError `contract` when the records are not where they were declared. */
  records(document: unknown): readonly unknown[];
  /** The address of the next page that the page itself shows, for sources whose pages have links. */
  nextLink?(document: unknown): string | undefined;
  /** @throws ConnectorError when this address must not be asked. */
  assertAllowed?(url: URL): void;
}
