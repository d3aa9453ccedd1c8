import type { StreamDeclaration } from './declaration';
import { ConnectorError } from './errors';

/**
 * A page that is neither full nor the last one was cut: to end there would lose the rest without a word.
 *
 * @param page - rows of this page, rows up to its end, and how many the source says there are.
 * @throws ConnectorError `contract` when the source says that there is more.
 */
export function assertWhole(
  stream: StreamDeclaration,
  page: { count: number; end: number; total?: number },
): void {
  const { count, end, total } = page;
  if (
    total !== undefined &&
    count < stream.pagination.pageSize &&
    end < total
  ) {
    throw new ConnectorError(
      'contract',
      `The source gave ${end} of ${total} rows of '${stream.name}' and then a short page; lower pagination.pageSize to what it allows, or run again.`,
    );
  }
}
