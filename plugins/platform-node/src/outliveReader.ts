/**
 * Whoever reads the output of a command may have had enough, as `head` has: that is no failure of the command, and
 * its exit code stays what it found.
 */
export function outliveReader(output: NodeJS.WritableStream): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
