/*
 * Records that break the contract are set aside, not lost: each with the reason, the column, the record as it came
 * and the request that brought it, so that a person can mend the schema and replay. A few are normal, many are not:
 * beyond the stream's budget the run stops before anything of the page is committed.
 */
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import type { ObjectStore } from '../ports';
import type { Scrub } from '../scrub';
import { encodeLines } from '../tables';
import type { PageAddress } from './archive';
import { addressKey } from './archive';
import type { RejectReason } from './contract';

/** One record that was set aside. */
export interface DeadLetter {
  readonly reason: RejectReason;
  /** Column that was the reason; empty for the whole record. */
  readonly path: string;
  readonly problems: readonly string[];
  /** As it came. */
  readonly record: unknown;
}

/** Rows that must have been seen before a share says something; a budget of none needs no sample. */
const SAMPLE = 200;

/** Writes the dead letters of a page as one object; none, no object. */
export async function writeDeadLetters(
  store: ObjectStore,
  page: PageAddress,
  letters: readonly DeadLetter[],
  about: { request: string; scrub: Scrub },
): Promise<void> {
  if (letters.length === 0) {
    return;
  }
  const lines = letters.map(letter => ({
    ...letter,
    request: about.request,
    run: page.run,
    page: page.page,
  }));
  const text = Buffer.from(encodeLines(lines)).toString('utf8');
  await store.put(
    `${addressKey('dlq', page)}.jsonl`,
    Buffer.from(about.scrub(text)),
  );
}

/**
 * @param seen - rows of the whole run with those of this page; `last` when no page follows.
 * @throws ConnectorError `contract` when more was set aside than the stream allows.
 */
export function assertBudget(
  stream: StreamDeclaration,
  seen: { rejected: number; accepted: number; last: boolean; page: number },
  letters: readonly DeadLetter[],
): void {
  const total = seen.rejected + seen.accepted;
  const enough = seen.last || stream.maxRejectedRatio === 0 || total >= SAMPLE;
  if (letters.length === 0 && !seen.last) {
    return;
  }
  if (enough && seen.rejected / Math.max(1, total) > stream.maxRejectedRatio) {
    const why = letters[0]?.problems[0] ?? 'see the pages before';
    throw new ConnectorError(
      'contract',
      `${seen.rejected} of ${total} rows of '${
        stream.name
      }' break the contract up to page ${
        seen.page + 1
      } (${why}); look at dlq/ and change the schema if the source has changed.`,
    );
  }
}
