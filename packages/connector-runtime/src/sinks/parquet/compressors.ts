/*
 * What Parquet files of others are compressed with, beside Snappy, which the reader knows itself: Trino and Polars
 * write Zstandard unless told otherwise. All of it is in Node.
 */
import * as zlib from 'node:zlib';
import type { Compressors } from 'hyparquet';

/** Decompressors by the name of the codec. A codec that is not here is refused by the reader, with its name. */
export const COMPRESSORS: Compressors = {
  GZIP: bytes => zlib.gunzipSync(bytes),
  BROTLI: bytes => zlib.brotliDecompressSync(bytes),
  // From Node 22.15 on.
  ...(typeof zlib.zstdDecompressSync === 'function' && {
    ZSTD: (bytes: Uint8Array) => zlib.zstdDecompressSync(bytes),
  }),
};
