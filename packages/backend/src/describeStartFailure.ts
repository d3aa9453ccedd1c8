/*
 * Backstage logs that its start failed and then stays: half started, answering 503 until somebody looks. What starts
 * the portal must learn that it failed, and a person must read why in one sentence instead of a stack.
 */

const PART_FAILED =
  /^\s*(?:Plugin|Module) .*?startup failed; caused by (?:\w*Error: )?/;

function sentencesOf(message: string): string[] {
  const lines = message.split('\n').filter(line => line.trim() !== '');
  const failed = lines.filter(line => PART_FAILED.test(line));
  const told = failed.length > 0 ? failed : lines.slice(0, 1);
  return told.map(line => line.replace(PART_FAILED, '').trim());
}

/** The reasons why the backend does not start, one line for each part that failed; never a stack. */
export function describeStartFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const unique = new Set(sentencesOf(message));
  return [...unique]
    .map(sentence => `The portal cannot start: ${sentence}`)
    .join('\n');
}
