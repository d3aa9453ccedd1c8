import type { Socket } from 'node:net';

const words: Readonly<Record<string, string>> = {
  ruok: 'imok',
  isro: 'rw',
  srvr: [
    'Zookeeper version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC',
    'Latency min/avg/max: 0/0.4/61',
    'Received: 81204',
    'Sent: 81350',
    'Connections: 14',
    'Outstanding: 0',
    'Zxid: 0x1c4',
    'Mode: standalone',
    'Node count: 118',
    '',
  ].join('\n'),
  mntr: 'zk_version\t3.8.4\nzk_server_state\tstandalone\nzk_znode_count\t118\n',
};

/** The four-letter words that the platform's white list names; the server answers and hangs up. */
export function speakZookeeper(socket: Socket): void {
  let pending = '';
  socket.on('data', chunk => {
    pending += chunk.toString('latin1');
    if (pending.length < 4) return;
    const word = pending.slice(0, 4);
    socket.end(
      words[word] ??
        `${word} is not executed because it is not in the whitelist.\n`,
    );
  });
}
