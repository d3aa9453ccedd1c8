/*
 * Backstage logs that its start failed and then stays: half started, answering 503 until somebody looks. What starts
 * the portal must learn that it failed, and a person must read why in one sentence instead of a stack.
 */

const PART_FAILED =
  /^\s*(?:Plugin|Module) .*?startup failed; caused by (?:\w*Error: )?/;

/** A service that a part needs did not start; what follows is the reason, which may be of the same form. */
const SERVICE_FAILED =
  /^Failed to instantiate service .*because the factory function threw an error, (?:\w*Error: )?/;

/** Said by parts that fail because another one has failed; told only when nothing else is. */
const CONSEQUENCE = /^No policy module installed/;

function sentencesOf(message: string): string[] {
  const lines = message.split('\n').filter(line => line.trim() !== '');
  const failed = lines.filter(line => PART_FAILED.test(line));
  const told = (failed.length > 0 ? failed : lines.slice(0, 1)).map(line =>
    line
      .replace(PART_FAILED, '')
      .replace(SERVICE_FAILED, '')
      .replace(/; caused by .*$/, '.')
      .trim(),
  );
  const causes = told.filter(sentence => !CONSEQUENCE.test(sentence));
  return causes.length > 0 ? causes : told;
}

function hasWrongSyntax(error: unknown): boolean {
  return error instanceof Error && error.name === 'YAMLParseError';
}

/**
 * The reasons why the backend does not start, one line for each part that failed; never a stack.
 *
 * @param findBroken - gives the configuration file whose syntax is wrong; asked only when that is the reason
 */
export function describeStartFailure(
  error: unknown,
  findBroken: () => string | undefined = () => undefined,
): string {
  const message = error instanceof Error ? error.message : String(error);
  const file = hasWrongSyntax(error) ? findBroken() : undefined;
  const sentences = file
    ? [`${file} is no YAML; correct it: ${sentencesOf(message)[0]}`]
    : sentencesOf(message);
  return [...new Set(sentences)]
    .map(sentence => `The portal cannot start: ${sentence}`)
    .join('\n');
}
