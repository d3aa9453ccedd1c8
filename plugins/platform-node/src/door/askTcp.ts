import { connect } from 'node:net';
import { DoorError, toDoorError } from './DoorError';

/** Bytes of a TCP answer that are kept. */
const MAX_TEXT = 1024;

/** How long a server that has begun to answer may stay silent before its answer counts as whole. */
const QUIET_MS = 150;

/** What a TCP conversation needs. */
export interface TcpQuestion {
  host: string;
  port: number;
  /** Sent after connecting, latin1; when empty, connecting is the answer. */
  send: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * Connects, sends, and gives what came back (latin1, at most 1 KiB).
 *
 * @throws DoorError when there is no connection or no answer in time.
 */
export function askTcp(question: TcpQuestion): Promise<string> {
  const { host, port, send, timeoutMs } = question;
  const what = `${host}:${port}`;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = question.signal
    ? AbortSignal.any([limit, question.signal])
    : limit;
  return new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect({ host, port });
    const ending = new AbortController();
    const finish = (error?: unknown) => {
      ending.abort();
      socket.destroy();
      if (error) reject(toDoorError(error, what));
      else resolve(text);
    };
    if (signal.aborted) {
      finish(signal.reason);
      return;
    }
    signal.addEventListener('abort', () => finish(signal.reason), {
      signal: ending.signal,
    });
    socket.once('connect', () =>
      send ? socket.write(send, 'latin1') : finish(),
    );
    socket.on('data', data => {
      text = (text + data.toString('latin1')).slice(0, MAX_TEXT);
      if (text.length >= MAX_TEXT) finish();
      else socket.setTimeout(QUIET_MS, () => finish());
    });
    socket.once('end', () =>
      finish(
        text
          ? undefined
          : new DoorError(
              'broken',
              `${what} closed the connection without an answer; check that the port speaks the expected protocol.`,
            ),
      ),
    );
    socket.once('error', finish);
  });
}
