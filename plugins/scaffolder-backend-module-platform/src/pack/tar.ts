/*
 * A tar archive whose bytes follow from its entries alone: no dates, no owners, sorted names. The same sources give
 * the same archive on every machine, so that its digest can stand in a lockfile.
 */
import { InputError } from '@backstage/errors';

/** One file of an archive. */
export interface TarEntry {
  /** Relative path with `/`, at most 255 characters. */
  readonly path: string;
  readonly content: Buffer;
}

const BLOCK = 512;
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;

function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= NAME_LENGTH) {
    return { name: path, prefix: '' };
  }
  for (
    let slash = path.indexOf('/');
    slash > 0;
    slash = path.indexOf('/', slash + 1)
  ) {
    const name = path.slice(slash + 1);
    const prefix = path.slice(0, slash);
    if (name.length <= NAME_LENGTH && prefix.length <= PREFIX_LENGTH) {
      return { name, prefix };
    }
  }
  throw new InputError(
    `The path '${path}' is too long for a tar archive; shorten it.`,
  );
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`;
}

function header({ path, content }: TarEntry): Buffer {
  const { name, prefix } = splitPath(path);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(content.length, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\0' + '00', 257);
  block.write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** The archive of the entries, in the order of their paths. */
export function buildTar(entries: readonly TarEntry[]): Buffer {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  const blocks = sorted.flatMap(entry => {
    const padding = (BLOCK - (entry.content.length % BLOCK)) % BLOCK;
    return [header(entry), entry.content, Buffer.alloc(padding)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(BLOCK * 2)]);
}
