import { readFile } from 'node:fs/promises';
import { ConnectorError } from './errors';

/**
 * A secret from the environment variable `name`, or from the file that `<name>_FILE` names. A source that needs none
 * names none and gets the empty text.
 *
 * @throws ConnectorError `configuration` when neither is set or the file cannot be read.
 */
export async function readSecret(
  env: Readonly<Record<string, string | undefined>>,
  name: string | undefined,
): Promise<string> {
  if (name === undefined) {
    return '';
  }
  const direct = env[name]?.trim();
  if (direct) {
    return direct;
  }
  const file = env[`${name}_FILE`];
  if (!file) {
    throw new ConnectorError(
      'configuration',
      `No key: set ${name}, or ${name}_FILE to the file that holds it.`,
    );
  }
  let content: string;
  try {
    content = (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new ConnectorError(
      'configuration',
      `The file that ${name}_FILE names cannot be read; mount it or correct the path.`,
      cause,
    );
  }
  if (content === '') {
    throw new ConnectorError(
      'configuration',
      `The file that ${name}_FILE names is empty; write the key into it.`,
    );
  }
  return content;
}
