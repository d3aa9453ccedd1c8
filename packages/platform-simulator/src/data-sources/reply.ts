import type { Json } from './types';

/** A JSON reply. */
export function json(
  body: Json,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
  });
}

/** A page where data was expected. */
export function page(title: string, text: string, status = 200): Response {
  return new Response(
    `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
    { status, headers: { 'content-type': 'text/html;charset=utf-8' } },
  );
}

/** A whole number from the query, or the default. NaN when it is not one. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  fallback: number,
): number {
  const told = query.get(name);
  if (told === null || told === '') return fallback;
  return /^\d+$/.test(told) ? Number(told) : NaN;
}
