/**
 * Reads the protobuf bodies that kubectl sends. Its typed commands (`create configmap`, `auth can-i`) write protobuf and do
 * not fall back to JSON when the server answers 415, so the simulator reads the few messages in question:
 * an envelope (`k8s\0`, then runtime.Unknown) around a message whose fields are in `messages`.
 */
import { unsupportedMediaType } from '../errors';
import type { JsonObject, JsonValue, KubernetesObject } from '../types';
import { isRecord } from '../identifiers';
import {
  messages,
  type Field,
  type FieldType,
  type MessageFields,
} from './messages';

const magic = Buffer.from('k8s\0');
const envelopeType: MessageFields = new Map([
  [1, { name: 'apiVersion', type: 'string' }],
  [2, { name: 'kind', type: 'string' }],
]);

/** One field on the wire: a number, or bytes. */
interface WireField {
  number: number;
  value: number | Buffer;
}

function readVarint(
  bytes: Buffer,
  start: number,
): { value: number; next: number } {
  let value = 0n;
  let next = start;
  for (let shift = 0n; ; shift += 7n) {
    const byte = bytes[next];
    if (byte === undefined) throw new RangeError('The message ends too early.');
    next += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return { value: Number(BigInt.asIntN(64, value)), next };
  }
}

function* readFields(bytes: Buffer): Generator<WireField> {
  for (let position = 0; position < bytes.length; ) {
    const tag = readVarint(bytes, position);
    const content = readVarint(bytes, tag.next);
    const number = tag.value >> 3;
    if ((tag.value & 7) === 0) {
      yield { number, value: content.value };
      position = content.next;
    } else if ((tag.value & 7) === 2) {
      position = content.next + content.value;
      yield { number, value: bytes.subarray(content.next, position) };
    } else {
      throw new RangeError('The message has a field of an unknown wire type.');
    }
  }
}

function asBytes(value: number | Buffer | undefined): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

/** Key and value of a map entry. */
function readEntry(bytes: Buffer): [string, Buffer] {
  const fields = new Map(
    [...readFields(bytes)].map(({ number, value }) => [number, value]),
  );
  return [asBytes(fields.get(1)).toString(), asBytes(fields.get(2))];
}

/** A Quantity is a message with its text in field 1. */
function readQuantity(bytes: Buffer): string {
  const [first] = readFields(bytes);
  return asBytes(first?.value).toString();
}

const mapValues: Partial<Record<string, (bytes: Buffer) => string>> = {
  stringMap: bytes => bytes.toString(),
  bytesMap: bytes => bytes.toString('base64'),
  quantityMap: readQuantity,
};

function readValue(type: FieldType, value: number | Buffer): JsonValue {
  if (typeof type !== 'string') return decodeMessage(asBytes(value), type);
  if (type === 'int') return Number(value);
  if (type === 'bool') return value === 1;
  const bytes = asBytes(value);
  return type === 'bytes' ? bytes.toString('base64') : bytes.toString();
}

function addField(
  decoded: JsonObject,
  field: Field,
  value: number | Buffer,
): void {
  const { name, type, repeated } = field;
  if (type === 'ignored') return;
  const readEntryValue = typeof type === 'string' ? mapValues[type] : undefined;
  const existing = decoded[name];
  if (readEntryValue) {
    const [key, entry] = readEntry(asBytes(value));
    decoded[name] = {
      ...(isRecord(existing) ? existing : {}),
      [key]: readEntryValue(entry),
    };
  } else if (repeated) {
    const list = Array.isArray(existing) ? existing : [];
    decoded[name] = [...list, readValue(type, value)];
  } else {
    const read = readValue(type, value);
    // gogo-protobuf writes empty strings that JSON leaves out.
    if (read !== '') decoded[name] = read;
  }
}

function decodeMessage(bytes: Buffer, fields: MessageFields): JsonObject {
  const decoded: JsonObject = {};
  for (const { number, value } of readFields(bytes)) {
    const field = fields.get(number);
    if (field) addField(decoded, field, value);
    else if (value !== 0 && asBytes(value).length > 0) {
      throw new RangeError(`The message has an unknown field ${number}.`);
    }
  }
  return decoded;
}

function decode(body: Buffer): KubernetesObject | undefined {
  if (!body.subarray(0, 4).equals(magic)) return undefined;
  const envelope = new Map(
    [...readFields(body.subarray(4))].map(({ number, value }) => [
      number,
      asBytes(value),
    ]),
  );
  const type = decodeMessage(asBytes(envelope.get(1)), envelopeType);
  const { apiVersion, kind } = type;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return undefined;
  }
  const fields = messages.get(kind);
  if (!fields) return undefined;
  const { metadata, ...rest } = decodeMessage(asBytes(envelope.get(2)), fields);
  const given = isRecord(metadata) ? metadata : {};
  const name = typeof given.name === 'string' ? given.name : '';
  return { ...rest, apiVersion, kind, metadata: { ...given, name } };
}

/**
 * The object in a protobuf body.
 *
 * @throws ApiError 415 for a message that is not among those that can be read completely
 */
export function decodeProtobuf(body: Buffer): KubernetesObject {
  let decoded: KubernetesObject | undefined;
  try {
    decoded = decode(body);
  } catch {
    // A message with unknown parts is as unreadable as one of an unknown kind.
    decoded = undefined;
  }
  if (decoded) return decoded;
  throw unsupportedMediaType(['application/json', 'application/yaml']);
}
