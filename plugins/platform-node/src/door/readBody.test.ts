import { Readable } from 'node:stream';
import { lendJoined, readBody, readPieces } from './readBody';

const PIECES = ['ab', 'cde', 'f'].map(text => Buffer.from(text));

/** The same body as a stream, as whatever else can be iterated over, and as a stream that holds back all it has. */
const BODIES: [string, () => AsyncIterable<Uint8Array>][] = [
  ['a stream', () => Readable.from(PIECES, { objectMode: false })],
  [
    'an iterable',
    () =>
      (async function* body() {
        yield* PIECES;
      })(),
  ],
  [
    'a stream that ended before it was read',
    () => {
      const body = new Readable({ read() {} });
      for (const piece of PIECES) body.push(piece);
      body.push(null);
      return body;
    },
  ],
];

describe.each(BODIES)('readBody of %s', (_, open) => {
  it('reads all that there is, or as much as was wanted', async () => {
    await expect(readBody(open(), 6)).resolves.toEqual({
      text: 'abcdef',
      truncated: false,
    });
    await expect(readBody(open(), 4)).resolves.toEqual({
      text: 'abcd',
      truncated: true,
    });
  });

  it('tells of the first piece once, before the rest is there', async () => {
    const begun: string[] = [];
    await readPieces(open(), 100, piece => begun.push(String(piece)));
    expect(begun).toEqual(['ab']);
  });
});

describe('readPieces', () => {
  it('ends a stream of which no more is wanted', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(1024));
      },
    });
    const { truncated, pieces } = await readPieces(endless, 10_000);
    expect(truncated).toBe(true);
    expect(Buffer.concat(pieces)).toHaveLength(10_000);
    expect(endless.destroyed).toBe(true);
  });

  it('fails as the stream does: on the way, before, and when it breaks off without a word', async () => {
    const cut = new Error('cut');
    const broken = () => {
      const body = new Readable({ read() {} });
      body.on('error', () => {});
      body.push(Buffer.from('a'));
      return body;
    };
    const later = broken();
    const reading = readPieces(later, 100);
    setImmediate(() => later.destroy(cut));
    await expect(reading).rejects.toBe(cut);
    const before = broken();
    before.destroy(cut);
    await expect(readPieces(before, 100)).rejects.toBe(cut);
    const silent = broken();
    setImmediate(() => silent.destroy());
    await expect(readPieces(silent, 100)).rejects.toMatchObject({
      code: 'ERR_STREAM_PREMATURE_CLOSE',
    });
  });
});

describe('lendJoined', () => {
  it('lends one body after the other, whatever their sizes', () => {
    const sizes = [10, 3_000_000, 0, 20_000_000, 5];
    for (const size of sizes) {
      const pieces = [Buffer.alloc(size, 'a'), Buffer.from('z')];
      const text = lendJoined(pieces, bytes => bytes.toString('latin1'));
      expect(text).toHaveLength(size + 1);
      expect(text.endsWith('z')).toBe(true);
      expect(text.replaceAll('a', '')).toBe('z');
    }
  });
});
