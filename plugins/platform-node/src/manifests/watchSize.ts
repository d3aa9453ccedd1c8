import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Looks every second how large the files of a folder are together, and calls once they are too large; gives what ends that. */
export function watchSize(options: {
  folder: string;
  mostBytes: number;
  onTooLarge: () => void;
}): () => void {
  const { folder, mostBytes, onTooLarge } = options;
  const look = async () => {
    try {
      const names = await readdir(folder);
      const sizes = await Promise.all(
        names.map(async name => (await stat(join(folder, name))).size),
      );
      if (sizes.reduce((sum, size) => sum + size, 0) > mostBytes) onTooLarge();
    } catch {
      // Packs come and go while git works.
    }
  };
  const timer = setInterval(() => void look(), 1000);
  timer.unref();
  return () => clearInterval(timer);
}
