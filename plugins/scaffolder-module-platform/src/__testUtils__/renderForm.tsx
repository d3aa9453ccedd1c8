import {
  AnyApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { ReactElement } from 'react';

/** An answer of the `data-sources` plugin; with a status from 400 on it is an error with this message. */
export type Reply = { status?: number; body: unknown };
/** A question that was asked. */
export type Asked = { route: string; query: string; body?: unknown };

/** Renders on a backend that answers from a table by `GET /path`; what was asked is written down. */
export function renderForm(
  element: ReactElement,
  replies: Record<string, Reply | ((asked: Asked) => Reply)> = {},
  options: {
    me?: string;
    allowed?: boolean;
    apis?: [AnyApiRef, object][];
  } = {},
) {
  const asked: Asked[] = [];
  const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
    const { pathname, search } = new URL(String(url));
    const question: Asked = {
      route: `${init?.method ?? 'GET'} ${pathname.replace(
        '/api/data-sources',
        '',
      )}`,
      query: decodeURIComponent(search),
      ...(init?.body ? { body: JSON.parse(String(init.body)) } : {}),
    };
    asked.push(question);
    const reply = replies[question.route] ?? {
      status: 404,
      body: `There is no ${question.route}.`,
    };
    const { status = 200, body } =
      typeof reply === 'function' ? reply(question) : reply;
    const answer =
      status < 400
        ? body
        : {
            error: {
              name: status === 403 ? 'NotAllowedError' : 'ConflictError',
              message: body,
            },
            response: { statusCode: status },
          };
    return new Response(JSON.stringify(answer), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  const result =
    options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  const userEntityRef = options.me ?? 'user:default/data-engineer';
  const { container } = renderInTestApp(element, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [fetchApiRef, { fetch }],
      [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://portal.test' })],
      [permissionApiRef, { authorize: async () => ({ result }) }],
      [identityApiRef, mockApis.identity({ userEntityRef })],
      catalogApiMock({ entities: [] }),
      ...((options.apis ?? []) as never[]),
    ],
  });
  return { container, asked };
}
