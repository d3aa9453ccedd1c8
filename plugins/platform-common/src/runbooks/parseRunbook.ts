/**
 * Reads a runbook: one Markdown file, front matter and then a fixed order of headings. The same file is what people read, so every rule
 * here is also something that a reader at night relies on: each step says what a good result looks like and what to do
 * otherwise, and a runbook that calls itself read-only contains no command that changes anything.
 */
import {
  findCommands,
  splitSections,
  type Command,
  type Section,
} from './readBody';
import { parseFrontMatter, type Report } from './parseFrontMatter';
import type { RunbookFrontMatter } from './RunbookSchema';

/** What is wrong with a file, where, and how to mend it. */
export interface RunbookProblem {
  path: string;
  /** Counted from 1. */
  line: number;
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do, as a sentence. */
  cure: string;
}

/** One numbered step. */
export interface RunbookStep {
  /** Counted from 1. */
  number: number;
  title: string;
  /** Line of its heading. */
  line: number;
  commands: readonly Command[];
}

/** A runbook that has passed every check. */
export interface Runbook extends RunbookFrontMatter {
  path: string;
  steps: readonly RunbookStep[];
}

/** A runbook, or everything that is wrong with the file. */
export type ParseRunbookResult =
  | { ok: true; runbook: Runbook }
  | { ok: false; problems: RunbookProblem[] };

/** The headings of every runbook, in their order. */
export const RUNBOOK_SECTIONS = [
  'When to use it',
  'Before you start',
  'Steps',
  'Roll back',
  'Afterwards',
  'Sources',
] as const;

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const CHANGES =
  /\bkubectl\b[^\n|]*\s(?:apply|annotate|cordon|create|delete|drain|edit|label|patch|replace|rollout (?:restart|undo)|scale|set|taint)\b/;

/** Whether a file of the folder is meant to be a runbook; `index.md` is the list of them. */
export function isRunbookPath(path: string): boolean {
  return /\.md$/.test(path) && !/(?:^|\/)(?:index|README)\.md$/.test(path);
}

function checkSections(sections: readonly Section[], report: Report): void {
  const titles = sections.map(section => section.title);
  for (const [index, title] of RUNBOOK_SECTIONS.entries()) {
    const position = titles.indexOf(title);
    if (position < 0) {
      report(
        1,
        `The heading \`## ${title}\` is missing.`,
        'Add it, and write under it even if only "Nothing".',
      );
    } else if (
      RUNBOOK_SECTIONS.slice(0, index).some(
        before => titles.indexOf(before) > position,
      )
    ) {
      report(
        sections[position].line,
        `The heading \`## ${title}\` is out of place.`,
        `The order is: ${RUNBOOK_SECTIONS.join(', ')}.`,
      );
    }
  }
}

function readSteps(
  sections: readonly Section[],
  report: Report,
): RunbookStep[] {
  const steps =
    sections.find(section => section.title === 'Steps')?.children ?? [];
  if (steps.length === 0) {
    report(
      1,
      'There is no step.',
      'Write each step under a heading such as `### 1. See which pods restart`.',
    );
  }
  return steps.map((step, index) => {
    const [, number, title] = /^(\d+)\.\s+(.+)$/.exec(step.title) ?? [];
    if (Number(number) !== index + 1) {
      report(
        step.line,
        `The step \`${step.title}\` has the wrong number.`,
        `Begin its heading with \`${index + 1}.\`.`,
      );
    }
    for (const mark of ['**Good:**', '**If not:**']) {
      if (!step.text.includes(mark)) {
        report(
          step.line,
          `The step \`${step.title}\` has no \`${mark}\`.`,
          'Say what a good result looks like and what to do when it is another one.',
        );
      }
    }
    return {
      number: index + 1,
      title: title ?? step.title,
      line: step.line,
      commands: findCommands(step),
    };
  });
}

function checkRisk(
  front: RunbookFrontMatter,
  steps: readonly RunbookStep[],
  report: Report,
): void {
  if (front.risk !== 'read-only') {
    return;
  }
  for (const command of steps.flatMap(step => step.commands)) {
    if (CHANGES.test(command.text)) {
      report(
        command.line,
        'This command changes something, but the runbook calls itself read-only.',
        'Set `risk` to `low` or `high`, or remove the command.',
      );
    }
  }
}

/**
 * Parses one runbook. Never throws: a file from somebody's repository is either a runbook or a list of problems, each with its line
 * and its cure.
 */
export function parseRunbook(path: string, text: string): ParseRunbookResult {
  const problems: RunbookProblem[] = [];
  const report: Report = (line, message, cure) =>
    void problems.push({ path, line, message, cure });
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    report(
      1,
      'The file has no front matter.',
      'Begin it with `---`, the keys of a runbook, and `---` again.',
    );
    return { ok: false, problems };
  }
  const front = parseFrontMatter(match[1], report);
  const firstLine = match[0].split('\n').length;
  const sections = splitSections(text.slice(match[0].length), firstLine);
  checkSections(sections, report);
  const steps = readSteps(sections, report);
  if (front) {
    checkRisk(front, steps, report);
    const fileName = path.split('/').pop();
    if (fileName !== `${front.id}.md`) {
      report(
        1,
        `The file is called \`${fileName}\`, but its id is \`${front.id}\`.`,
        `Rename the file to \`${front.id}.md\` or change the id: links are made of it.`,
      );
    }
  }
  if (!front || problems.length > 0) {
    return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
  }
  return { ok: true, runbook: { ...front, path, steps } };
}

/** A problem in one line: `trino.md:3: ... Change it: ...`. */
export function formatRunbookProblem(problem: RunbookProblem): string {
  return `${problem.path}:${problem.line}: ${problem.message} ${problem.cure}`;
}
