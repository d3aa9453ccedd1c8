import { parseArgs } from 'node:util';
import {
  RULE_LEVELS,
  RuleLevel,
} from '@254carbon/backstage-plugin-platform-common';
import { FORMATS, Format, NotJudgedError, ReadinessRequest } from './types';

/** What the command takes, for who asks. */
export const USAGE = `npm run readiness -- <folder> [--format ${FORMATS.join(
  '|',
)}] [--output FILE] [--level ${RULE_LEVELS.join('|')}] [--config FILE]

Judges the manifests of a folder by the portal's readiness rules, without a cluster.
Ends with 0 when nothing fails at the level asked for, 1 when something does or a
manifest is broken, 2 when it cannot be judged.
`;

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  level: { type: 'string' },
  config: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  all: readonly T[],
  fallback: T,
): T {
  if (value === undefined) return fallback;
  const found = all.find(one => one === value);
  if (found) return found;
  throw new NotJudgedError(
    `There is no ${name} "${value}"; use one of: ${all.join(', ')}.`,
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
  } catch (error) {
    const names = Object.keys(OPTIONS).map(name => `--${name}`);
    const what = (error as Error).message.split('. ')[0];
    throw new NotJudgedError(
      `${what}; the options are ${names.join(', ')}, and a folder beside them.`,
      { cause: error },
    );
  }
}

/**
 * Reads the command line; `help` when it asks what there is.
 *
 * @throws NotJudgedError with one sentence: an option that there is not, none or several folders.
 */
export function parseArguments(
  args: readonly string[],
): ReadinessRequest | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [folder, ...more] = positionals;
  if (folder === undefined)
    throw new NotJudgedError(
      'No folder was given; name one: npm run readiness -- <folder>.',
    );
  if (more.length > 0)
    throw new NotJudgedError(
      `More than one folder was given (${positionals.join(
        ', ',
      )}); judge them one by one.`,
    );
  const { output, config } = values;
  return {
    folder,
    format: oneOf<Format>('format', values.format, FORMATS, 'table'),
    level: oneOf<RuleLevel>('level', values.level, RULE_LEVELS, 'gold'),
    ...(output === undefined ? {} : { output }),
    ...(config === undefined ? {} : { config }),
  };
}
