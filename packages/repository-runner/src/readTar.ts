import { gunzipSync } from 'node:zlib';

/** A file of an archive. */
export interface ArchiveFile {
  /** Relative, with `/`, never out of the archive. */
  path: string;
  content: Buffer;
}

const BLOCK = 512;
const LARGEST = 128 * 1_048_576;

function textAt(block: Buffer, from: number, length: number): string {
  const bytes = block.subarray(from, from + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? length : end);
}

function isInside(path: string): boolean {
  return (
    path !== '' && !path.startsWith('/') && !path.split(/[\\/]/).includes('..')
  );
}

/**
 * The files of a gzipped tar archive as `npm pack` writes it. Links and devices are left out.
 *
 * @throws Error when it is no such archive, is larger than 128 MiB, or has a path that leads out of it.
 */
export function readTar(archive: Uint8Array): ArchiveFile[] {
  const bytes = gunzipSync(archive, { maxOutputLength: LARGEST });
  const files: ArchiveFile[] = [];
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const block = bytes.subarray(at, at + BLOCK);
    if (block.every(byte => byte === 0)) break;
    const size = parseInt(textAt(block, 124, 12).trim(), 8);
    if (!Number.isInteger(size) || at + BLOCK + size > bytes.length) {
      throw new Error(
        'The archive is cut or is no tar archive; pack it again.',
      );
    }
    const prefix = textAt(block, 345, 155);
    const path = [prefix, textAt(block, 0, 100)].filter(Boolean).join('/');
    const type = String.fromCharCode(block[156]);
    if (type === '0' || block[156] === 0) {
      if (!isInside(path)) {
        throw new Error(
          `The archive holds '${path}', which leads out of it; pack it again.`,
        );
      }
      const start = at + BLOCK;
      files.push({ path, content: bytes.subarray(start, start + size) });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
