import type { Socket } from 'node:net';

const API_VERSIONS = 18;
const METADATA = 3;

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function string16(value: string): Buffer {
  return Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
}

/**
 * Version 0. A client that asks for a newer one is told error 35 (unsupported version) in the version 0 shape, as a
 * broker does, and asks again.
 */
function apiVersions(version: number): Buffer {
  const served = [
    [METADATA, 0, 1],
    [API_VERSIONS, 0, 0],
  ];
  return Buffer.concat([
    int16(version === 0 ? 0 : 35),
    int32(served.length),
    ...served.flat().map(int16),
  ]);
}

/** Versions 0 and 1: three brokers, and no topic that an anonymous client may see. */
function metadata(version: number): Buffer {
  const brokers = [0, 1, 2].flatMap(id => [
    int32(id),
    string16(`datahub-kafka-kafka-${id}.datahub-kafka-kafka-brokers.kafka.svc`),
    int32(9092),
    ...(version > 0 ? [int16(-1)] : []),
  ]);
  return Buffer.concat([
    int32(3),
    ...brokers,
    ...(version > 0 ? [int32(0)] : []),
    int32(0),
  ]);
}

function answer(frame: Buffer): Buffer | undefined {
  const key = frame.readInt16BE(0);
  const version = frame.readInt16BE(2);
  const correlation = frame.subarray(4, 8);
  if (key === API_VERSIONS) {
    return Buffer.concat([correlation, apiVersions(version)]);
  }
  return key === METADATA && version <= 1
    ? Buffer.concat([correlation, metadata(version)])
    : undefined;
}

/** A Kafka broker's first two requests; anything else closes the connection, as a broker does with what it cannot parse. */
export function speakKafka(socket: Socket): void {
  let pending = Buffer.alloc(0);
  socket.on('data', chunk => {
    pending = Buffer.concat([pending, Buffer.from(chunk)]);
    while (pending.length >= 4) {
      const size = pending.readInt32BE(0);
      if (size < 8 || size > 100_000) {
        socket.destroy();
        return;
      }
      if (pending.length < 4 + size) return;
      const body = answer(pending.subarray(4, 4 + size));
      pending = pending.subarray(4 + size);
      if (!body) {
        socket.destroy();
        return;
      }
      socket.write(Buffer.concat([int32(body.length), body]));
    }
  });
}
