import { ReactElement } from 'react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { JsonObject } from '@backstage/types';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act } from '@testing-library/react';

export type Reply = { status?: number; body: unknown };
export type Asked = {
  method: string;
  path: string;
  query: string;
  body?: unknown;
};

/** Renders a page on a backend that answers from a table; what was asked is written down. */
export function renderPage(
  page: ReactElement,
  replies: Record<string, Reply | ((asked: Asked) => Reply)>,
  options: { at?: string; allowed?: boolean } = {},
): { container: HTMLElement; asked: Asked[]; signal: () => void } {
  const listeners = new Set<() => void>();
  const asked: Asked[] = [];
  const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
    const { pathname, search } = new URL(String(url));
    const question: Asked = {
      method: init?.method ?? 'GET',
      path: pathname.replace('/api', ''),
      query: decodeURIComponent(search),
      ...(init?.body ? { body: JSON.parse(String(init.body)) } : {}),
    };
    asked.push(question);
    const reply = replies[`${question.method} ${question.path}`] ??
      replies[question.path] ?? {
        status: 404,
        body: { error: { name: 'NotFoundError', message: question.path } },
      };
    const { status = 200, body } =
      typeof reply === 'function' ? reply(question) : reply;
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  };
  const signals: SignalApi = {
    subscribe<M extends JsonObject>(
      _: string,
      onMessage: (message: M) => void,
    ) {
      const listener = () =>
        onMessage({ serviceIds: ['trino'] } as JsonObject as M);
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  const result =
    options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  const { container } = renderInTestApp(page, {
    initialRouteEntries: [options.at ?? '/'],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [fetchApiRef, { fetch }],
      [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://portal.test' })],
      [signalApiRef, signals],
      [permissionApiRef, { authorize: async () => ({ result }) }],
      catalogApiMock({ entities: [] }),
    ],
  });
  const signal = () =>
    act(() => {
      for (const listener of listeners) listener();
    });
  return { container, asked, signal };
}

export const refused: Reply = {
  status: 403,
  body: { error: { name: 'NotAllowedError', message: 'no' } },
};
export const failing: Reply = {
  status: 503,
  body: {
    error: {
      name: 'ServiceUnavailableError',
      message: 'the inventory is not ready',
    },
  },
};
