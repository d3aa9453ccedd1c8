import { decodeProtobuf } from './decodeProtobuf';

/** A field of wire type 2; all lengths here fit into one byte. */
function field(number: number, ...content: (string | Buffer)[]): Buffer {
  const bytes = Buffer.concat(content.map(part => Buffer.from(part)));
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}

function varint(position: number, value: number): Buffer {
  return Buffer.from([position * 8, value]);
}

function envelope(apiVersion: string, kind: string, raw: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, field(1, apiVersion), field(2, kind)),
    field(2, raw),
    field(3, ''),
  ]);
}

describe('decodeProtobuf', () => {
  it('reads maps of text and of bytes', () => {
    const metadata = field(1, field(1, 'settings'), field(3, ''));
    const text = field(2, field(1, 'a'), field(2, 'b'));
    const bytes = field(3, field(1, 'c'), field(2, 'd'));
    const raw = Buffer.concat([metadata, text, bytes, varint(4, 1)]);
    expect(decodeProtobuf(envelope('v1', 'ConfigMap', raw))).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { a: 'b' },
      binaryData: { c: 'ZA==' },
      immutable: true,
    });
  });

  it('reads messages in messages, lists and numbers', () => {
    const container = field(2, field(1, 'main'), field(2, 'web:1'));
    const template = field(3, field(2, container, container));
    const raw = Buffer.concat([
      field(1, field(1, 'web')),
      field(2, varint(1, 3), template),
      field(3, varint(1, 0)),
    ]);
    expect(decodeProtobuf(envelope('apps/v1', 'Deployment', raw))).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              { name: 'main', image: 'web:1' },
              { name: 'main', image: 'web:1' },
            ],
          },
        },
      },
    });
  });

  it.each([
    ['a kind that it does not know', envelope('v1', 'Node', Buffer.alloc(0))],
    ['a field that it would lose', envelope('v1', 'ConfigMap', field(9, 'x'))],
    ['something else', Buffer.from('{"kind":"ConfigMap"}')],
    ['half a message', envelope('v1', 'ConfigMap', Buffer.from([10]))],
  ])('refuses %s', (_what, body) => {
    expect(() => decodeProtobuf(body)).toThrow(
      expect.objectContaining({ code: 415 }),
    );
  });
});
