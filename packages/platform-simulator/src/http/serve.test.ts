import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';
import { createCertificate } from './createCertificate';
import { serve } from './serve';

const host = '127.0.0.1';

describe('serve', () => {
  it('passes method, headers and body, and the answer back', async () => {
    const server = await serve(
      async received =>
        new Response(
          JSON.stringify({
            method: received.method,
            path: new URL(received.url).pathname,
            kind: received.headers.get('x-kind'),
            body: await received.text(),
          }),
          { status: 201, headers: { 'x-answer': 'yes' } },
        ),
      { host },
    );
    const response = await fetch(`${server.url}/a`, {
      method: 'POST',
      headers: { 'x-kind': 'test' },
      body: 'hello',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-answer')).toBe('yes');
    expect(await response.json()).toEqual({
      method: 'POST',
      path: '/a',
      kind: 'test',
      body: 'hello',
    });
    await server.close();
  });

  it('sends a body while it is made, and says when the client has gone', async () => {
    let gone: (() => void) | undefined;
    const noticed = new Promise<void>(resolve => {
      gone = resolve;
    });
    const server = await serve(
      async received => {
        received.signal.addEventListener('abort', () => gone?.());
        return new Response(
          new ReadableStream({
            start: controller =>
              controller.enqueue(new TextEncoder().encode('first\n')),
          }),
        );
      },
      { host },
    );
    const leaving = new AbortController();
    const response = await fetch(server.url, { signal: leaving.signal });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('first\n');
    leaving.abort();
    await noticed;
    await server.close();
  });

  it('answers 500 for a handler that fails', async () => {
    const server = await serve(
      async () => {
        throw new Error('broken');
      },
      { host },
    );
    const response = await fetch(server.url);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('broken');
    await server.close();
  });

  it('says which address it cannot have', async () => {
    const handler = async () => new Response('ok');
    const first = await serve(handler, { host });
    await expect(serve(handler, { host, port: first.port })).rejects.toThrow(
      `Cannot listen on ${host}:${first.port}`,
    );
    await first.close();
  });

  it('cuts a connection on which nothing was ever said, at once', async () => {
    const tls = await createCertificate({ now: Date.now() });
    const server = await serve(async () => new Response(), { host, tls });
    const silent = connect(server.port, host);
    const cut = once(silent, 'close');
    await once(silent, 'connect');
    // Its answer comes after the server has met the silent one too.
    await new Promise<void>((resolve, reject) => {
      request(server.url, { ca: tls.cert }, answer => {
        answer.resume().once('end', resolve);
      })
        .once('error', reject)
        .end();
    });
    await server.close();
    expect(await cut).toEqual([false]);
  }, 20_000);

  it('speaks TLS that a client can verify', async () => {
    const tls = await createCertificate({ now: Date.now() });
    expect(Buffer.from(tls.caData, 'base64').toString()).toBe(tls.cert);
    const server = await serve(async () => new Response('safe'), { host, tls });
    const text = await new Promise<string>((resolve, reject) => {
      request(server.url, { ca: tls.cert }, response => {
        let body = '';
        response.on('data', chunk => {
          body += chunk;
        });
        response.on('end', () => resolve(body));
      })
        .on('error', reject)
        .end();
    });
    expect(text).toBe('safe');
    await server.close();
  });
});
