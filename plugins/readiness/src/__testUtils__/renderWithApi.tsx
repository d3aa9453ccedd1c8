import { ReactElement } from 'react';
import {
  AnyApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { readinessRouteRef } from '../routes';

/** Replies by `GET /report`; a number is an error status. */
export type Replies = Record<string, unknown>;

/** What somebody may do; everything unless it is said. */
export interface Rights {
  mayEvaluate?: boolean;
  /** By the name of the permission. */
  allowed?: (permission: string) => boolean;
  /** Who is signed in. */
  me?: string;
}

const GROUPS = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'data', namespace: 'default', title: 'Data' },
  },
];

/** A `fetch` that answers from a table, and what it was asked. */
export function fakeFetch(replies: Replies) {
  return jest.fn(async (url: string, init?: RequestInit) => {
    const path = new URL(url).pathname.replace('/api/readiness', '');
    const reply = replies[`${init?.method ?? 'GET'} ${path}`] ?? 404;
    if (typeof reply !== 'number') return Response.json(reply);
    const names: Record<number, string> = {
      403: 'NotAllowedError',
      404: 'NotFoundError',
    };
    return Response.json(
      {
        error: { name: names[reply] ?? 'Error', message: 'because of it' },
        request: { method: 'GET', url: path },
        response: { statusCode: reply },
      },
      { status: reply },
    );
  });
}

/** The APIs that pages need. */
export function apisOf(options: { replies: Replies } & Rights): {
  fetch: ReturnType<typeof fakeFetch>;
  apis: [AnyApiRef, unknown][];
} {
  const {
    replies,
    mayEvaluate = true,
    allowed,
    me = 'user:default/operator',
  } = options;
  const may = allowed ?? (() => mayEvaluate);
  const fetch = fakeFetch(replies);
  const apis: [AnyApiRef, unknown][] = [
    [fetchApiRef, { fetch }],
    [
      discoveryApiRef,
      { getBaseUrl: async (id: string) => `http://portal/api/${id}` },
    ],
    [
      permissionApiRef,
      {
        authorize: async (request: { permission: { name: string } }) => ({
          result: may(request.permission.name) ? 'ALLOW' : 'DENY',
        }),
      },
    ],
    [
      identityApiRef,
      {
        getBackstageIdentity: async () => ({
          type: 'user',
          userEntityRef: me,
          ownershipEntityRefs: [me],
        }),
        getCredentials: async () => ({}),
        getProfileInfo: async () => ({}),
      },
    ],
    [catalogApiRef, { getEntities: async () => ({ items: GROUPS }) }],
  ];
  return { fetch, apis };
}

/** Renders with the readiness API answering from a table. */
export function renderWithApi(
  element: ReactElement,
  options: { replies?: Replies; at?: string } & Rights = {},
): {
  container: HTMLElement;
  unmount: () => void;
  fetch: ReturnType<typeof fakeFetch>;
} {
  const { replies = {}, at, ...rights } = options;
  const { fetch, apis } = apisOf({ replies, ...rights });
  const { container, unmount } = renderInTestApp(element, {
    apis: apis as never,
    mountedRoutes: {
      '/readiness': readinessRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    ...(at ? { initialRouteEntries: [at] } : {}),
  });
  return { container, unmount, fetch };
}
