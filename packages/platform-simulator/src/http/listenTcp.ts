import { createServer, type Socket } from 'node:net';

/** A TCP listener. */
export interface TcpListener {
  /** `tcp://127.0.0.1:41234`. */
  url: string;
  /** Cuts open connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Listens for connections of a protocol that is not HTTP.
 *
 * @param options - `port` 0 or absent takes a free one
 * @throws Error when the port is taken, naming it
 */
export async function listenTcp(
  onConnection: (socket: Socket) => void,
  options: { host: string; port?: number },
): Promise<TcpListener> {
  const { host, port = 0 } = options;
  const open = new Set<Socket>();
  const server = createServer(socket => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', cause =>
      reject(
        new Error(
          `Cannot listen on ${host}:${port}; choose another port or stop what uses it.`,
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `tcp://${host}:${taken}`,
    close: () =>
      new Promise((resolve, reject) => {
        for (const socket of open) {
          socket.destroy();
        }
        server.close(error => (error ? reject(error) : resolve()));
      }),
  };
}
