/*
 * Where a request goes and what travels with it. The key is added at the very last, to addresses of the declared host
 * only; everything that is kept (tokens, logs, archives) is made from the address before that.
 */
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import type { Window } from './types';

const LENGTHS = { second: 24, hour: 13, day: 10, month: 7, year: 4 } as const;

/** The window, its ends filled in where the declaration and the clock know better than nothing. */
export function windowValues(
  stream: StreamDeclaration,
  window: Window,
  now: number,
): Record<string, string> {
  const granularity = stream.cursor?.granularity;
  const today =
    granularity === undefined || granularity === 'number'
      ? undefined
      : new Date(now).toISOString().slice(0, LENGTHS[granularity]);
  const from = window.from ?? stream.cursor?.initial;
  const to = window.to ?? today;
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** Fills `{name}`; a name without a value is an error, because an API would take the braces for a value. */
function fill(
  text: string,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string,
): string {
  return text.replace(/\{([A-Za-z_]\w*)\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) {
      throw new ConnectorError(
        'configuration',
        `'{${name}}' in '${text}' has no value; declare a cursor with 'initial', or partitions that name it.`,
      );
    }
    return encode(values[name]);
  });
}

/** The address of a page without the key. */
export function pageAddress(options: {
  declaration: ConnectorDeclaration;
  stream: StreamDeclaration;
  window: Window;
  partition?: Readonly<Record<string, string>>;
  /** Parameters of this page: offset, token, size. */
  parameters: Readonly<Record<string, string>>;
  now: number;
}): URL {
  const { declaration, stream, window, now } = options;
  const values = {
    ...options.partition,
    ...windowValues(stream, window, now),
  };
  const path = fill(stream.path, values, encodeURIComponent);
  const url = new URL(declaration.baseUrl.replace(/\/$/, '') + path);
  const { cursor } = stream;
  const fromServer = cursor?.filter !== 'client';
  const from = cursor?.parameter && fromServer ? window.from : undefined;
  const to = cursor?.endParameter && fromServer ? window.to : undefined;
  const parameters = {
    ...stream.parameters,
    ...(cursor?.parameter &&
      from !== undefined && { [cursor.parameter]: from }),
    ...(cursor?.endParameter &&
      to !== undefined && { [cursor.endParameter]: to }),
    ...options.parameters,
  };
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.append(
      name,
      Object.hasOwn(stream.parameters, name)
        ? fill(value, values, text => text)
        : value,
    );
  }
  return url;
}

/**
 * The address of a next page that the source itself names, as path and query without the key: what a token keeps.
 *
 * @throws ConnectorError `contract` when it names another host: the key would go there.
 */
export function nextPlaceOf(
  declaration: ConnectorDeclaration,
  link: string,
  current: URL,
): string {
  const base = new URL(declaration.baseUrl);
  let next: URL;
  try {
    next = new URL(link, current);
  } catch (cause) {
    throw new ConnectorError(
      'contract',
      `The next page '${link.slice(
        0,
        200,
      )}' is no address; correct the place where it is looked for.`,
      cause,
    );
  }
  const declared = declaration.declaredUrl && new URL(declaration.declaredUrl);
  const { authentication } = declaration;
  if (authentication.in === 'query') {
    next.searchParams.delete(authentication.name);
  }
  if (declared && next.origin === declared.origin) {
    const below = next.pathname.startsWith(declared.pathname.replace(/\/$/, ''))
      ? next.pathname.slice(declared.pathname.replace(/\/$/, '').length)
      : next.pathname;
    return base.pathname.replace(/\/$/, '') + below + next.search;
  }
  if (next.origin !== base.origin) {
    throw new ConnectorError(
      'contract',
      `The next page is at ${next.origin} and not at ${base.origin}; the key goes to no other host, so ask the source what has changed.`,
    );
  }
  return next.pathname + next.search;
}

/**
 * A connector that reads from another address, such as a simulator. Next pages that still name the declared host are
 * asked at the new one.
 */
export function relocate(
  declaration: ConnectorDeclaration,
  baseUrl: string,
): ConnectorDeclaration {
  return Object.freeze({
    ...declaration,
    baseUrl,
    declaredUrl: declaration.declaredUrl ?? declaration.baseUrl,
  });
}

/** A connector at its declared address again, wherever it was pointed. */
export function atHome(
  declaration: ConnectorDeclaration,
): ConnectorDeclaration {
  const { declaredUrl, ...declared } = declaration;
  return declaredUrl === undefined
    ? declaration
    : Object.freeze({ ...declared, baseUrl: declaredUrl });
}

/** The address and headers that are really sent. An empty secret adds nothing: some hosts need no key. */
export function authorize(
  declaration: ConnectorDeclaration,
  url: URL,
  secret: string,
): { address: string; headers: Record<string, string> } {
  const { authentication } = declaration;
  const headers: Record<string, string> = { accept: 'application/json' };
  // Names in one case: `Accept` and `accept` would be sent as two values.
  for (const [name, value] of Object.entries(declaration.headers ?? {})) {
    headers[name.toLowerCase()] = value;
  }
  if (secret === '' || authentication.in === 'none') {
    return { address: url.toString(), headers };
  }
  switch (authentication.in) {
    case 'query': {
      const keyed = new URL(url);
      keyed.searchParams.set(authentication.name, secret);
      return { address: keyed.toString(), headers };
    }
    case 'header':
      headers[authentication.name.toLowerCase()] = secret;
      break;
    case 'bearer':
      headers.authorization = `Bearer ${secret}`;
      break;
    default: {
      const pair = Buffer.from(`${authentication.user}:${secret}`);
      headers.authorization = `Basic ${pair.toString('base64')}`;
    }
  }
  return { address: url.toString(), headers };
}
