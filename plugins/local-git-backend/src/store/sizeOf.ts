/** Bytes on the disk, from what `git count-objects -v` prints. */
export function sizeOf(counted: string): number {
  const kibibytes = [...counted.matchAll(/^size(?:-pack)?: (\d+)$/gm)];
  return kibibytes.reduce((sum, match) => sum + Number(match[1]) * 1024, 0);
}
