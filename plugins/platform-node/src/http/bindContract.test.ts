import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  createPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createContractClient,
  defineContract,
} from '@254carbon/backstage-plugin-platform-common';
import express from 'express';
import { AddressInfo } from 'node:net';
import { Server } from 'node:http';
import { z } from 'zod';
import { bindContract } from './bindContract';

const contract = defineContract({
  pluginId: 'test',
  routes: {
    addNote: {
      method: 'POST',
      path: '/notes/:id',
      summary: 'Adds a note.',
      params: z.object({ id: z.string() }),
      query: z.object({ times: z.coerce.number().int().default(1) }),
      body: z.object({ text: z.string().min(1) }),
      response: z.object({ said: z.string() }),
      permission: createPermission({
        name: 'test.note.add',
        attributes: { action: 'create' },
      }),
    },
  },
});

const OWNED_ROUTE = {
  method: 'PUT',
  path: '/notes/:id',
  summary: 'Edits a note.',
  params: z.object({ id: z.string() }),
  response: z.object({}),
  permission: createPermission({
    name: 'test.note.edit',
    attributes: { action: 'update' },
    resourceType: 'note',
  }),
} as const;

describe('bindContract', () => {
  let server: Server;
  const audit = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async () => {}),
  };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => audit),
  });
  let said: unknown = undefined;

  async function start(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
    const app = express();
    app.use(
      bindContract({
        contract,
        auditor,
        httpAuth: mockServices.httpAuth({
          defaultCredentials: mockCredentials.user('user:default/a'),
        }),
        permissions: mockServices.permissions({ result }),
        handlers: {
          addNote: async ({ params, query, body }, { credentials, tell }) => {
            tell({ text: body.text });
            if (said instanceof Error) throw said;
            const who = (credentials.principal as { userEntityRef?: string })
              .userEntityRef;
            return {
              said:
                (said as string) ??
                `${who} ${params.id} ${body.text.repeat(query.times)}`,
            };
          },
        },
      }),
    );
    app.use(mockErrorHandler());
    server = app.listen(0);
    return createContractClient({
      contract,
      fetch,
      baseUrl: async () =>
        `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
  }
  afterEach(() => {
    said = undefined;
    jest.clearAllMocks();
    server.close();
  });

  it('says the sentence of an error, and not what it was caused by, which is kept for the log', async () => {
    await start(AuthorizeResult.ALLOW);
    const error = new NotFoundError(
      'There is no note n; list them first.',
      new TypeError('inner'),
    );
    said = error;
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/notes/n`, {
      method: 'POST',
      body: '{"text":"a"}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect((await answer.json()).error.message).toBe(
      'There is no note n; list them first.',
    );
    expect(error.cause?.message).toBe('inner');
  });

  it('takes a call of the typed client to the handler and back, and audits it', async () => {
    const client = await start(AuthorizeResult.ALLOW);
    await expect(
      client.addNote({
        params: { id: 'n 1' },
        query: { times: 2 },
        body: { text: 'a' },
      }),
    ).resolves.toEqual({
      said: 'user:default/a n 1 aa',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'add-note', severityLevel: 'medium' }),
    );
    expect(audit.success).toHaveBeenCalledWith({ meta: { text: 'a' } });
  });

  it('names the field that is wrong (400), and audits the failure', async () => {
    const client = await start(AuthorizeResult.ALLOW);
    await expect(
      client.addNote({ params: { id: 'n' }, query: {}, body: { text: '' } }),
    ).rejects.toMatchObject({
      response: { status: 400 },
      body: {
        error: {
          name: 'InputError',
          message: expect.stringContaining('body.text'),
        },
      },
    });
    expect(audit.fail).toHaveBeenCalled();
  });

  it('refuses without the permission (403) before it looks at the question', async () => {
    const client = await start(AuthorizeResult.DENY);
    await expect(
      client.addNote({ params: { id: 'n' }, query: {}, body: { text: '' } }),
    ).rejects.toMatchObject({
      response: { status: 403 },
    });
  });

  it.each([
    [
      'a field that is missing',
      '/notes/n',
      { method: 'POST', body: '{}' },
      400,
      'body.text is missing; see /api/test/openapi.json for what is expected.',
    ],
    [
      'a value that is wrong',
      '/notes/n?times=x',
      { method: 'POST', body: '{"text":"a"}' },
      400,
      'The value of query.times is not valid: Invalid input: expected number, received NaN; see /api/test/openapi.json for what is expected.',
    ],
    [
      'a query parameter that would be passed over',
      '/notes/n?time=2',
      { method: 'POST', body: '{"text":"a"}' },
      400,
      'There is no query parameter "time" here; use one of: times (see /api/test/openapi.json).',
    ],
    [
      'a body that is no JSON',
      '/notes/n',
      { method: 'POST', body: '{bad' },
      400,
      expect.stringMatching(
        /^The body is not JSON: .*; see \/api\/test\/openapi\.json for what is expected\.$/,
      ),
    ],
    [
      'a method that the path does not take',
      '/notes/n',
      { method: 'GET' },
      405,
      '/notes/n does not take GET; use POST (see /api/test/openapi.json).',
    ],
    [
      'a path that is not there',
      '/note',
      { method: 'GET' },
      404,
      'There is no /note here; /api/test/openapi.json lists what there is.',
    ],
  ])(
    'refuses %s, and names the cure',
    async (_, path, init, status, message) => {
      await start(AuthorizeResult.ALLOW);
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        ...init,
        headers: { 'Content-Type': 'application/json' },
      });
      expect(answer.status).toBe(status);
      expect((await answer.json()).error.message).toEqual(message);
    },
  );

  it('leaves what Backstage serves beside it alone', async () => {
    await start(AuthorizeResult.ALLOW);
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(
      `http://127.0.0.1:${port}/.well-known/backstage/permissions/metadata`,
    );
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('openapi.json');
  });

  it('does not send an answer that breaks the contract (500)', async () => {
    const client = await start(AuthorizeResult.ALLOW);
    said = 7;
    await expect(
      client.addNote({ params: { id: 'n' }, query: {}, body: { text: 'a' } }),
    ).rejects.toMatchObject({
      response: { status: 500 },
    });
  });

  it('refuses to start when nothing says what a resource permission is about', () => {
    const owned = defineContract({
      pluginId: 'test',
      routes: { edit: OWNED_ROUTE },
    });
    expect(() =>
      bindContract({
        contract: owned,
        auditor,
        httpAuth: mockServices.httpAuth(),
        permissions: mockServices.permissions(),
        handlers: { edit: async () => ({}) },
      }),
    ).toThrow(/say in resourceOf which one/);
  });

  it.each([
    [AuthorizeResult.ALLOW, 'mine', 200, 0],
    [AuthorizeResult.CONDITIONAL, 'mine', 200, 1],
    [AuthorizeResult.CONDITIONAL, 'theirs', 403, 1],
    [AuthorizeResult.DENY, 'mine', 403, 0],
  ])(
    'with a policy that says %s, a change of %s gives %i',
    async (result, id, status, asked) => {
      const authorize = jest.fn(async ([{ resourceRef }]) => [
        {
          result:
            resourceRef === 'note-mine'
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        },
      ]);
      const app = express();
      app.use(
        bindContract({
          contract: defineContract({
            pluginId: 'test',
            routes: { edit: OWNED_ROUTE },
          }),
          auditor,
          httpAuth: mockServices.httpAuth(),
          permissions: mockServices.permissions.mock({
            authorize,
            authorizeConditional: async () => [{ result } as PolicyDecision],
          }),
          handlers: { edit: async () => ({}) },
          resourceOf: { edit: async ({ params }) => `note-${params.id}` },
        }),
      );
      app.use(mockErrorHandler());
      server = app.listen(0);
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/notes/${id}`, {
        method: 'PUT',
      });
      expect(answer.status).toBe(status);
      expect(authorize).toHaveBeenCalledTimes(asked);
    },
  );
});
