/** Addresses in the one form that both sides sign. */
import { S3Error } from './s3Error';

/** RFC 3986: all but letters, digits and `-._~` is encoded. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidArgument', 'The address is not well encoded.');
  }
}

/** The path as it is signed: each part encoded once. */
export function canonicalPath(pathname: string): string {
  return pathname
    .split('/')
    .map(part => uriEncode(decode(part)))
    .join('/');
}

/** The query as it is signed: encoded, in order. */
export function canonicalQuery(url: URL, unsigned?: string): string {
  return url.search
    .slice(1)
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const at = pair.indexOf('=');
      const name = at < 0 ? pair : pair.slice(0, at);
      const value = at < 0 ? '' : pair.slice(at + 1);
      return [name, value].map(part =>
        uriEncode(decode(part.replaceAll('+', ' '))),
      );
    })
    .filter(([name]) => name !== unsigned)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
