import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** Open ways from socket files to addresses. */
export interface OpenWays {
  /** Address and socket file. */
  ways: Array<readonly [address: string, file: string]>;
  /** Ends every connection. */
  close(): Promise<void>;
}

function splitAddress(address: string): { host: string; port: number } {
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  if (!host) {
    throw new Error(
      `'${address}' is no address; write host:port, such as 127.0.0.1:8080.`,
    );
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** What the guard calls an address: every name of the machine itself is one. */
function nameOf({ host, port }: { host: string; port: number }): string {
  const isOwn = ['localhost', '127.0.0.1', '::1'].includes(host);
  return `${isOwn ? '127.0.0.1' : host}:${port}`;
}

/**
 * Listens on one socket file for each address and passes on what comes. A socket file works between
 * network namespaces, so that a process without a network still reaches exactly these.
 *
 * @throws Error when an address is none, or a file cannot be listened on.
 */
export async function openWays(
  addresses: readonly string[],
  folder: string,
): Promise<OpenWays> {
  const servers: Server[] = [];
  const sockets = new Set<{ destroy(): void }>();
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(
      servers.map(server => new Promise(done => server.close(done))),
    );
  };
  const ways: OpenWays['ways'] = [];
  for (const [index, address] of [...new Set(addresses)].entries()) {
    const target = splitAddress(address);
    const file = join(folder, `way-${index}.sock`);
    const server = createServer(inside => {
      const outside = connect(target);
      for (const [one, other] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          // What it said last may still be on its way.
          other.end();
        });
        one.pipe(other);
      }
    });
    servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(file, resolve);
    });
    ways.push([nameOf(target), file]);
  }
  return { ways, close };
}
