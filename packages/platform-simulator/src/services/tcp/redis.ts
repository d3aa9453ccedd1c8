import type { Socket } from 'node:net';

function reply(command: readonly string[]): string {
  const [name = '', argument] = command;
  switch (name.toUpperCase()) {
    case 'PING':
      return argument === undefined
        ? '+PONG\r\n'
        : `$${Buffer.byteLength(argument)}\r\n${argument}\r\n`;
    case 'QUIT':
      return '+OK\r\n';
    case 'HELLO':
    case 'INFO':
      return '-NOAUTH Authentication required.\r\n';
    default:
      return `-ERR unknown command '${name}'\r\n`;
  }
}

/** Takes one command, inline or as an array, from the front; undefined when it is not complete. */
function takeCommand(
  text: string,
): { command: string[]; rest: string } | undefined {
  const lines = text.split('\r\n');
  if (lines.length < 2) return undefined;
  if (!text.startsWith('*')) {
    return {
      command: lines[0].trim().split(/\s+/),
      rest: lines.slice(1).join('\r\n'),
    };
  }
  const count = Number(lines[0].slice(1));
  const used = 1 + 2 * count;
  if (lines.length <= used) return undefined;
  const command = Array.from({ length: count }, (_, at) => lines[2 + 2 * at]);
  return { command, rest: lines.slice(used).join('\r\n') };
}

/** Redis (RESP 2): `PING` is answered, what needs a login says so. */
export function speakRedis(socket: Socket): void {
  let pending = '';
  socket.on('data', chunk => {
    pending += chunk.toString('utf8').replace(/(?<!\r)\n/g, '\r\n');
    for (
      let taken = takeCommand(pending);
      taken;
      taken = takeCommand(pending)
    ) {
      pending = taken.rest;
      if (taken.command[0]) socket.write(reply(taken.command));
    }
  });
}
