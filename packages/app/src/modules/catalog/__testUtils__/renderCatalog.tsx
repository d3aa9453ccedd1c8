import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { fetchApiRef } from '@backstage/core-plugin-api';
import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { catalogModule } from '..';

const trino = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'trino',
    namespace: 'default',
    annotations: { '254carbon.com/service-id': 'trino' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'data' },
};

const create = createRouteRef();

/** What the button for creating leads to. */
const scaffolder = createFrontendPlugin({
  pluginId: 'scaffolder',
  routes: { root: create },
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/make',
        routeRef: create,
        loader: async () => <div>templates</div>,
      },
    }),
  ],
});

async function refuse() {
  return Response.json(
    {
      error: { name: 'NotAllowedError', message: 'no' },
      request: { method: 'GET', url: '/' },
      response: { statusCode: 403 },
    },
    { status: 403 },
  );
}

/** The list of the catalog for somebody who may create, or may not. Permissions are kept for all tests of a file. */
export function renderCatalog(
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const authorize = jest.fn(async () => ({ result }));
  renderTestApp({
    features: [catalogPlugin, catalogModule, scaffolder],
    initialRouteEntries: ['/catalog'],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        support: { url: 'https://help.example', items: [] },
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      [catalogApiRef, catalogApiMock({ entities: [trino] })],
      [fetchApiRef, { fetch: refuse }],
      [permissionApiRef, { ...mockApis.permission(), authorize }],
    ],
  });
  return authorize;
}
