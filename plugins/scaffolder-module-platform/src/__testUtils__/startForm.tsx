/** The form of a template in Backstage's own app, on a backend that answers from a table. */
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import scaffolderModulePlatform from '..';
import { OPTIONS } from './formSamples';
import { PREVIEW, REFUSED } from './previewSamples';

/** Starts it at an address; the preview refuses until `accept` is called. */
export function startForm(options: {
  at: string;
  template: Entity;
  /** What the scaffolder says of the form. */
  manifest: object;
  allowed?: boolean;
}) {
  const { at, template, manifest, allowed = true } = options;
  const asked: Array<{ path: string; body?: unknown }> = [];
  let isRefused = true;
  const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(String(url));
    const body = init?.body ? JSON.parse(String(init.body)) : undefined;
    asked.push({ path: pathname, body });
    if (pathname.endsWith('/form-options')) return Response.json(OPTIONS);
    if (pathname.endsWith('/previews'))
      return Response.json(isRefused ? REFUSED : PREVIEW);
    return Response.json({}, { status: 404 });
  };
  const scaffold = jest.fn(async () => ({ taskId: 'task-1' }));
  renderTestApp({
    features: [scaffolderPlugin, scaffolderModulePlatform],
    initialRouteEntries: [at],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    config: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      [
        entityPresentationApiRef,
        {
          forEntity: (entity: Entity | string) => {
            const entityRef =
              typeof entity === 'string' ? entity : stringifyEntityRef(entity);
            const snapshot = { entityRef, primaryTitle: entityRef };
            return { snapshot, promise: Promise.resolve(snapshot) };
          },
        } as never,
      ],
      [catalogApiRef, catalogApiMock({ entities: [template] })],
      [fetchApiRef, { fetch }],
      [starredEntitiesApiRef, new MockStarredEntitiesApi()],
      [discoveryApiRef, mockApis.discovery({ baseUrl: 'http://portal.test' })],
      [identityApiRef, mockApis.identity()],
      [
        permissionApiRef,
        {
          ...mockApis.permission(),
          authorize: async () => ({
            result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
          }),
        },
      ],
      [
        scaffolderApiRef,
        {
          getTemplateParameterSchema: async () => manifest,
          scaffold,
          streamLogs: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
          getTask: async () => ({}),
        } as never,
      ],
    ],
  });
  return { asked, scaffold, accept: () => (isRefused = false) };
}

