import type { Socket } from 'node:net';

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function errorResponse(code: string, text: string): Buffer {
  const fields = ['SFATAL', 'VFATAL', `C${code}`, `M${text}`];
  return message('E', Buffer.from(`${fields.join('\0')}\0\0`));
}

/**
 * PostgreSQL 15 up to the password: an encryption request is declined with `N`, a start-up asks for a clear-text
 * password, and any password is refused with `28P01`. That is what `pg_isready` and a probe need, and no more.
 */
export function speakPostgres(socket: Socket): void {
  let pending = Buffer.alloc(0);
  let started = false;
  const readOne = (): boolean => {
    const offset = started ? 1 : 0;
    if (pending.length < offset + 4) return false;
    const length = pending.readInt32BE(offset);
    if (length < 4 || length > 10_000) {
      socket.destroy();
      return false;
    }
    if (pending.length < offset + length) return false;
    const code = started ? 0 : pending.readInt32BE(4);
    pending = pending.subarray(offset + length);
    if (started) {
      socket.end(
        errorResponse('28P01', 'password authentication failed for user'),
      );
      return false;
    }
    if (code === SSL_REQUEST || code === GSS_REQUEST) socket.write('N');
    else {
      started = true;
      socket.write(message('R', Buffer.from([0, 0, 0, 3])));
    }
    return true;
  };
  socket.on('data', chunk => {
    pending = Buffer.concat([pending, Buffer.from(chunk)]);
    while (readOne());
  });
}
