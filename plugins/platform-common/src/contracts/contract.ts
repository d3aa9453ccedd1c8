/**
 * One declaration per route: method, path, the shape of what goes in and comes out, and the permission
 * that it needs. The server binds it (`bindContract` in platform-node), the browser and other backends
 * call it ({@link createContractClient}), and the OpenAPI document is derived from it, so the three
 * cannot disagree.
 */
import { ResponseError } from '@backstage/errors';
import {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { z } from 'zod';

/** A route of a plugin's HTTP API. */
export interface RouteDeclaration {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below `/api/<pluginId>`, with `:name` for parameters: `/services/:id`. */
  path: string;
  /** One sentence for the OpenAPI document. */
  summary: string;
  /** Path parameters; values arrive as strings. */
  params?: z.ZodObject;
  /** Query parameters; values arrive as strings (use `z.coerce`). */
  query?: z.ZodObject;
  /** JSON body. */
  body?: z.ZodType;
  /** JSON reply; a text of the media type of `text` where there is one. */
  response: z.ZodType;
  /** Replies that are text are sent as such, as a file of this name; all others are JSON. */
  text?: { type: string; name: string };
  /**
   * What the caller must be allowed to do; every route has one. With a resource permission the server is
   * told which resource a request is about (`resourceOf` of `bindContract`).
   */
  permission: BasicPermission | ResourcePermission;
}

/** All routes of one plugin. */
export interface Contract<
  R extends Record<string, RouteDeclaration> = Record<string, RouteDeclaration>,
> {
  pluginId: string;
  routes: R;
}

/** Declares the HTTP API of a plugin. */
export function defineContract<
  const R extends Record<string, RouteDeclaration>,
>(contract: Contract<R>): Contract<R> {
  return contract;
}

type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type PartOf<R, K extends string> = R extends { [key in K]: infer S }
  ? Input<S>
  : undefined;
type Defined<T> = {
  [K in keyof T as T[K] extends undefined ? never : K]: T[K];
};

/** What a call of a route takes: `params`, `query` and `body`, each only when declared. */
export type CallInput<R extends RouteDeclaration> = Defined<{
  params: PartOf<R, 'params'>;
  query: PartOf<R, 'query'>;
  body: PartOf<R, 'body'>;
}>;

/** What a handler is given after validation. */
export interface HandlerInput<R extends RouteDeclaration> {
  params: R extends { params: infer S extends z.ZodType }
    ? z.output<S>
    : undefined;
  query: R extends { query: infer S extends z.ZodType }
    ? z.output<S>
    : undefined;
  body: R extends { body: infer S extends z.ZodType } ? z.output<S> : undefined;
}

/** A typed client: one method a route. */
export type ContractClient<R extends Record<string, RouteDeclaration>> = {
  [K in keyof R]: (
    input: CallInput<R[K]>,
    options?: { signal?: AbortSignal },
  ) => Promise<z.output<R[K]['response']>>;
};

/** `fetch`, as Backstage's `fetchApi` and Node give it. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function buildPath(route: RouteDeclaration, input: LooseInput): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) query.set(key, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Makes a client of a contract. Replies are checked against the contract, so that a server of another
 * version is noticed at the door and not deep inside a page.
 *
 * @throws ResponseError when the server answers with an error status.
 */
export function createContractClient<
  R extends Record<string, RouteDeclaration>,
>(options: {
  contract: Contract<R>;
  fetch: Fetch;
  /** Base URL of the plugin, for example from `discoveryApi`; asked before every call. */
  baseUrl: () => Promise<string>;
}): ContractClient<R> {
  const { contract, fetch, baseUrl } = options;
  const call = async (
    route: RouteDeclaration,
    input: LooseInput,
    signal?: AbortSignal,
  ) => {
    const response = await fetch(
      `${await baseUrl()}${buildPath(route, input)}`,
      {
        method: route.method,
        signal,
        ...(input.body === undefined
          ? {}
          : {
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(input.body),
            }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const isText =
      route.text !== undefined &&
      response.headers.get('content-type')?.startsWith(route.text.type);
    return route.response.parse(
      isText ? await response.text() : await response.json(),
    );
  };
  const entries = Object.entries(contract.routes).map(([name, route]) => [
    name,
    (input: LooseInput, callOptions?: { signal?: AbortSignal }) =>
      call(route, input, callOptions?.signal),
  ]);
  return Object.fromEntries(entries) as ContractClient<R>;
}
