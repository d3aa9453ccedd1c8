/** `npm run readiness`: from the words of the command line to an exit code. All that it touches is given, so that tests run it whole. */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Renderers } from '../manifests/Renderers';
import { counted, formatTable } from './formatTable';
import { judgeFolder } from './judgeFolder';
import { PaperOptions } from './Paper';
import { parseArguments, USAGE } from './parseArguments';
import { readRules } from './readRules';
import { toJson } from './toJson';
import { toSarif } from './toSarif';
import { FolderJudgement, Format, NotJudgedError } from './types';

/** Nothing fails at the level asked for. */
export const EXIT_PASS = 0;
/** Something fails, or a manifest is broken. */
export const EXIT_FAIL = 1;
/** It cannot be judged. */
export const EXIT_NOT_JUDGED = 2;

/** The place that the command runs in. */
export interface CommandPlace {
  /** Folder that names on the command line are relative to. */
  cwd: string;
  now: number;
  paper: PaperOptions;
  /** Takes the judgement, part by part. */
  out: (text: string) => void;
  /** Takes what is said about it. */
  err: (text: string) => void;
  renderers?: Renderers;
}

function write(
  judgement: FolderJudgement,
  format: Format,
  paper: PaperOptions,
): Iterable<string> {
  if (format === 'json') return toJson(judgement);
  return format === 'sarif'
    ? [toSarif(judgement)]
    : [formatTable(judgement, paper)];
}

async function writeOutput(
  file: string,
  parts: Iterable<string>,
): Promise<void> {
  try {
    const output = await open(file, 'w');
    try {
      for (const part of parts) await output.writeFile(part);
    } finally {
      await output.close();
    }
  } catch (error) {
    throw new NotJudgedError(
      `${file} cannot be written (${
        (error as NodeJS.ErrnoException).code ?? 'unknown'
      }); name a file in a folder that exists and may be written to.`,
      { cause: error },
    );
  }
}

async function judge(
  args: readonly string[],
  place: CommandPlace,
): Promise<number> {
  const request = parseArguments(args);
  if (request === 'help') {
    place.out(USAGE);
    return EXIT_PASS;
  }
  const { cwd, now, renderers } = place;
  const { folder, format, level, output, config } = request;
  const { rules, caps } = await readRules(config && resolve(cwd, config));
  const judgement = await judgeFolder({
    root: resolve(cwd, folder),
    shown: folder,
    rules,
    caps,
    level,
    now,
    ...(renderers ? { renderers } : {}),
  });
  const { failing, broken } = judgement;
  if (output === undefined) {
    for (const part of write(judgement, format, place.paper)) place.out(part);
  } else {
    const plain = { ...place.paper, colour: false };
    await writeOutput(resolve(cwd, output), write(judgement, format, plain));
    place.err(
      `Written to ${output}: ${counted(
        failing.length,
        'failure',
      )} and ${counted(broken.length, 'broken manifest')}.\n`,
    );
  }
  return failing.length + broken.length > 0 ? EXIT_FAIL : EXIT_PASS;
}

/** Runs the command; gives its exit code. Only what is a defect of ours throws. */
export async function runReadiness(
  args: readonly string[],
  place: CommandPlace,
): Promise<number> {
  try {
    return await judge(args, place);
  } catch (error) {
    if (!(error instanceof NotJudgedError)) throw error;
    place.err(`${error.message}\n`);
    return EXIT_NOT_JUDGED;
  }
}
