import { AddressInfo, connect, createServer, Socket } from 'node:net';

/** A place to connect to that passes everything on and counts it. */
export interface CountedPort {
  port: number;
  /** Bytes in both directions since it was opened, with headers and encryption. */
  bytes(): number;
  /** Ends every open connection, as an API server that restarts does. */
  cut(): void;
  close(): Promise<void>;
}

/** Opens a counting relay before a port of this machine. */
export async function countBytes(target: number): Promise<CountedPort> {
  let passed = 0;
  const open = new Set<Socket>();
  const keep = (socket: Socket, other: Socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('data', data => {
      passed += data.length;
    });
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      open.delete(socket);
      other.destroy();
    });
    socket.pipe(other);
  };
  const server = createServer(client => {
    const onward = connect(target, '127.0.0.1');
    keep(client, onward);
    keep(onward, client);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => passed,
    cut,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        cut();
      }),
  };
}
