import type { StreamDeclaration } from '../../declaration';
import { ConnectorError } from '../../errors';
import type { PageToken } from '../types';
import type { LoopMemory } from './LoopGuard';
import { firstPlace } from './paginate';

/** Where a page is, and what the loop guard must remember. */
export interface Token extends LoopMemory {
  readonly at: PageToken;
  /** Where the piece of the window begins, of streams whose source gives no more at once. */
  readonly from?: string;
}

/** Makes a token plain JSON: what is undefined is absent. */
export function encodeToken(token: Token): PageToken {
  const { at, page, print, empty, from } = token;
  return {
    at,
    page,
    ...(print !== undefined && { print }),
    ...(empty ? { empty } : {}),
    ...(from !== undefined && { from }),
  };
}

function isToken(token: unknown): token is Token {
  return (
    typeof token === 'object' &&
    token !== null &&
    'at' in token &&
    'page' in token &&
    typeof token.page === 'number'
  );
}

/**
 * The token of a page; that of the first when there is none.
 *
 * @throws ConnectorError `configuration` when it is one of another kind of pages.
 */
export function decodeToken(
  stream: StreamDeclaration,
  token: PageToken | undefined,
): Token {
  if (token === undefined) {
    return { at: firstPlace(stream.pagination), page: 0 };
  }
  if (!isToken(token)) {
    throw new ConnectorError(
      'configuration',
      `The checkpoint of '${stream.name}' holds a token of another kind of pages; remove its open run, and the stream starts at its cursor.`,
    );
  }
  return token;
}
