/*
 * How one page leads to the next, as pure functions: a place (number, offset, token, address) becomes parameters, and
 * an answer at a place becomes the next place, or none. A page that is neither full nor the last one was cut, and to
 * end there would lose the rest without a word; so whatever contradicts itself is an error and never an end.
 */
import type { StreamDeclaration } from '../../declaration';
import { ConnectorError } from '../../errors';
import { valueAt } from '../../places';
import type { Pagination } from '../restDeclaration';
import type { PageToken } from '../types';

/** What an answer says about pages. */
export interface PageSeen {
  /** Records in it, before any were dropped. */
  readonly count: number;
  /** The parsed answer; undefined when it was empty. */
  readonly document: unknown;
  /** The header `Link`. */
  readonly link: string | null;
}

/** Where the first page is. */
export function firstPlace(pagination: Pagination): PageToken {
  switch (pagination.kind) {
    case 'offset':
      return pagination.firstOffset ?? 0;
    case 'page':
    case 'last-page':
      return pagination.firstPage ?? 1;
    default:
      return null;
  }
}

function sizeOf(pagination: {
  sizeParameter?: string;
  pageSize?: number;
}): Record<string, string> {
  return pagination.sizeParameter && pagination.pageSize
    ? { [pagination.sizeParameter]: String(pagination.pageSize) }
    : {};
}

/** The parameters that ask for the page at a place. Addresses that the source named carry their own. */
export function parametersAt(
  pagination: Pagination,
  place: PageToken,
): Record<string, string> {
  switch (pagination.kind) {
    case 'offset':
      return {
        [pagination.offsetParameter]: String(place),
        [pagination.limitParameter]: String(pagination.pageSize),
      };
    case 'page':
    case 'last-page':
      return {
        [pagination.pageParameter]: String(place),
        ...sizeOf(pagination),
      };
    case 'cursor':
      return {
        ...sizeOf(pagination),
        ...(place !== null && { [pagination.cursorParameter]: String(place) }),
      };
    case 'none':
      return {};
    default:
      return sizeOf(pagination);
  }
}

function numberAt(document: unknown, place: string | undefined): number {
  const value = place === undefined ? undefined : valueAt(document, place);
  return value === undefined || value === null || value === ''
    ? Number.NaN
    : Number(value);
}

function textAt(document: unknown, place: string): string | undefined {
  const value = valueAt(document, place);
  const text =
    typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  return text === '' ? undefined : text;
}

/** The address in `Link: <address>; rel="next"`, if there is one. */
export function nextLinkOf(header: string | null): string | undefined {
  for (const [, address, attributes] of (header ?? '').matchAll(
    /<([^>]*)>([^<]*)/g,
  )) {
    if (/;\s*rel\s*=\s*(?:"[^"]*\bnext\b[^"]*"|next\b)/i.test(attributes)) {
      return address;
    }
  }
  return undefined;
}

function short(
  stream: StreamDeclaration,
  end: number,
  total: number,
): ConnectorError {
  return new ConnectorError(
    'contract',
    `The source gave ${end} of ${total} rows of '${stream.name}' and then a short page; lower pagination.pageSize to what it allows, or run again.`,
  );
}

function afterNumbered(
  stream: StreamDeclaration,
  numbered: { pageSize: number; total: number; end: number; next: number },
  seen: PageSeen,
): PageToken | undefined {
  const { pageSize, total, end, next } = numbered;
  const full = seen.count >= pageSize;
  if (Number.isFinite(total)) {
    if (!full && end < total) {
      throw short(stream, end, total);
    }
    return end < total ? next : undefined;
  }
  return full ? next : undefined;
}

function afterPage(
  stream: StreamDeclaration,
  pagination: Extract<Pagination, { kind: 'page' | 'last-page' }>,
  place: number,
  seen: PageSeen,
): PageToken | undefined {
  const last = numberAt(seen.document, pagination.lastPageAt);
  if (Number.isFinite(last)) {
    if (seen.count === 0 && place < last) {
      throw short(stream, place - 1, last);
    }
    return place < last ? place + 1 : undefined;
  }
  if (pagination.kind === 'last-page' && seen.document !== undefined) {
    throw new ConnectorError(
      'contract',
      `The answer does not say the number of the last page at '${pagination.lastPageAt}'; correct pagination.lastPageAt.`,
    );
  }
  const { pageSize } = pagination;
  const before = (place - (pagination.firstPage ?? 1)) * pageSize;
  const total = numberAt(seen.document, pagination.totalAt);
  const end = before + Math.min(seen.count, pageSize);
  return afterNumbered(stream, { pageSize, total, end, next: place + 1 }, seen);
}

/**
 * The place of the next page, or undefined when this was the last. Addresses come back as the source wrote them.
 *
 * @throws ConnectorError `contract` when the answer says that there is more than it gave.
 */
export function placeAfter(
  stream: StreamDeclaration,
  place: PageToken,
  seen: PageSeen,
): PageToken | undefined {
  const { pagination } = stream;
  switch (pagination.kind) {
    case 'offset': {
      const { pageSize } = pagination;
      // A row that is given twice must not move the next page past one that was not given.
      const given = Math.min(seen.count, pageSize);
      const end = Number(place) - (pagination.firstOffset ?? 0) + given;
      const total = numberAt(seen.document, pagination.totalAt);
      const next = Number(place) + given;
      return afterNumbered(stream, { pageSize, total, end, next }, seen);
    }
    case 'page':
    case 'last-page':
      return afterPage(stream, pagination, Number(place), seen);
    case 'cursor':
      return textAt(seen.document, pagination.cursorAt);
    case 'next-url':
      return textAt(seen.document, pagination.nextUrlAt);
    case 'link-header':
      return nextLinkOf(seen.link);
    default:
      return undefined;
  }
}
