/**
 * What a task wants to be run, of all that a shell can say: programs of the repository that Node runs. Anything else is refused by name,
 * because the simulated worker has neither a shell nor an image.
 */
import type { TaskRecord } from '../server/records';

/** What a repository tells of its programs. */
export interface RepositoryFacts {
  /** `scripts` of package.json. */
  scripts: Readonly<Record<string, string>>;
  /** Text of the container file, if there is one. */
  containerFile?: string;
}

/** One program to run, or why there is none. */
export type Command =
  | { args: string[]; environment: Record<string, string> }
  | { refused: string };

/** The words of one command, as a shell would split them; names in them are filled in. */
function wordsOf(
  text: string,
  environment: Readonly<Record<string, string>>,
): string[] {
  const words: string[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"'\\]|\\.)+)/g;
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    const [, double, single, plain] = match;
    const fill = (one: string) =>
      one
        .replace(/\\(.)/g, '$1')
        .replace(
          /\$(?:\{(\w+)\}|(\w+))/g,
          (_, braced, bare) => environment[braced ?? bare] ?? '',
        );
    const word = single ?? fill(double ?? plain ?? '');
    // Parts that touch are one word: `--day="$DAY"`.
    if (match.index === end && words.length > 0)
      words[words.length - 1] += word;
    else words.push(word);
    end = match.index + match[0].length;
  }
  return words;
}

/** A list in JSON, or words. */
function listOf(told: unknown): string[] {
  if (typeof told !== 'string' || !told.trim()) return [];
  try {
    const list: unknown = JSON.parse(told.replaceAll("'", '"'));
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // Words, then.
  }
  return told.trim().split(/\s+/);
}

/** What the image starts when nothing else is told. */
function entryOf(containerFile = ''): { entry: string[]; command: string[] } {
  const last = (instruction: string) =>
    [
      ...containerFile.matchAll(new RegExp(`^${instruction}\\s+(.+)$`, 'gm')),
    ].at(-1)?.[1];
  return { entry: listOf(last('ENTRYPOINT')), command: listOf(last('CMD')) };
}

function commandOf(
  words: readonly string[],
  { scripts }: RepositoryFacts,
  environment: Record<string, string>,
): Command[] {
  const [program = '', ...rest] = words[0] === 'exec' ? words.slice(1) : words;
  if (program === 'node' || program.endsWith('/node')) {
    return [{ args: rest, environment }];
  }
  if (program === 'npm') {
    const plain = rest.filter(
      one => !/^(-s|--silent|run|run-script|--)$/.test(one),
    );
    const script = scripts[plain[0] ?? ''];
    if (script) {
      const more = wordsOf(script, environment);
      return commandOf(
        [...more, ...plain.slice(1)],
        { scripts: {} },
        environment,
      );
    }
  }
  return [
    {
      refused: `${
        program || 'nothing'
      } is not a program that this worker has; it runs node`,
    },
  ];
}

/** Lines that fetch a program or prepare a shell: the image has done that. */
const PREPARES =
  /^(?:#.*|(?:set|cd|mkdir|if|git|npm (?:ci|install))\s.*|(?:then|else)\s+git\s.*|then|else|fi|:|true|)$/;

function commandsOfScript(
  script: string,
  facts: RepositoryFacts,
  environment: Record<string, string>,
): Command[] {
  const commands: Command[] = [];
  const known = { ...environment };
  for (const line of script.replace(/\\\n/g, ' ').split(/\n|&&|;/)) {
    const text = line.trim();
    if (PREPARES.test(text)) continue;
    const assigned = /^(?:export\s+)?(\w+)=(.*)$/.exec(text);
    if (assigned && wordsOf(assigned[2], known).length <= 1) {
      known[assigned[1]] = wordsOf(assigned[2], known).join('');
      continue;
    }
    commands.push(...commandOf(wordsOf(text, known), facts, { ...known }));
  }
  return commands;
}

/** The programs of a task, one after the other. */
export function readCommands(
  { taskType, taskParams }: TaskRecord,
  facts: RepositoryFacts,
  environment: Record<string, string>,
): Command[] {
  if (taskType === 'SHELL') {
    return commandsOfScript(
      String(taskParams.rawScript ?? ''),
      facts,
      environment,
    );
  }
  const image = entryOf(facts.containerFile);
  const command = listOf(taskParams.command);
  const args = listOf(taskParams.args);
  const entry = command.length > 0 ? command : image.entry;
  const rest = args.length > 0 || command.length > 0 ? args : image.command;
  return commandOf([...entry, ...rest], facts, environment);
}
