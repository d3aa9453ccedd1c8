import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
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
          addNote: async ({ params, query, body }, { credentials }) => {
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
    expect(audit.success).toHaveBeenCalled();
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

  it('does not send an answer that breaks the contract (500)', async () => {
    const client = await start(AuthorizeResult.ALLOW);
    said = 7;
    await expect(
      client.addNote({ params: { id: 'n' }, query: {}, body: { text: 'a' } }),
    ).rejects.toMatchObject({
      response: { status: 500 },
    });
  });
});
