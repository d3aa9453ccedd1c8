import { ConnectorError } from '../errors';

/** A command line, taken apart. */
export interface Arguments {
  /** The command: one word or two, such as `state get`. */
  readonly command: string;
  readonly flags: Readonly<Record<string, string>>;
}

/**
 * Takes `--name value`, `--name=value` and `--name` (which is `true`) apart. A key is never an argument: other
 * processes can read those.
 *
 * @throws ConnectorError `configuration` when a flag is not one of `known`.
 */
export function readArguments(
  argv: readonly string[],
  known: readonly string[],
): Arguments {
  const words: string[] = [];
  const flags: Record<string, string> = {};
  for (let index = 0; index < argv.length; index += 1) {
    const [head, ...rest] = argv[index].split('=');
    if (!head.startsWith('--')) {
      words.push(argv[index]);
      continue;
    }
    const name = head.slice(2);
    if (!known.includes(name)) {
      throw new ConnectorError(
        'configuration',
        `--${name} is unknown; use ${known.map(one => `--${one}`).join(', ')}.`,
      );
    }
    const next = argv[index + 1];
    if (rest.length > 0) {
      flags[name] = rest.join('=');
    } else if (next !== undefined && !next.startsWith('--')) {
      flags[name] = next;
      index += 1;
    } else {
      flags[name] = 'true';
    }
  }
  return { command: words.join(' '), flags };
}

/**
 * A flag that must be there.
 *
 * @throws ConnectorError `configuration` when it is not.
 */
export function needFlag(
  { command, flags }: Arguments,
  name: string,
  example: string,
): string {
  const value = flags[name];
  if (value === undefined || value === 'true') {
    throw new ConnectorError(
      'configuration',
      `'${command}' needs --${name}, such as --${name} ${example}.`,
    );
  }
  return value;
}

/**
 * A whole number of at least 1.
 *
 * @throws ConnectorError `configuration` when it is none.
 */
export function countFlag(
  { flags }: Arguments,
  name: string,
  otherwise: number,
): number {
  const text = flags[name] ?? String(otherwise);
  if (!/^[1-9]\d{0,6}$/.test(text)) {
    throw new ConnectorError(
      'configuration',
      `--${name} '${text}' is no count; write a whole number of at least 1.`,
    );
  }
  return Number(text);
}
