import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { RunbookSchema, type RunbookFrontMatter } from './RunbookSchema';

/** Takes down a mistake: its line in the file, what is wrong, what to do. */
export type Report = (line: number, message: string, cure: string) => void;

function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  keys: readonly PropertyKey[],
): number {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    const range = (node as { range?: [number, number, number] } | undefined)
      ?.range;
    if (range) {
      return lines.linePos(range[0]).line + 1;
    }
  }
  return 1;
}

/**
 * Parses and judges the YAML between the dashes. Each mistake is reported at its own line of the file, which begins one line
 * above the YAML.
 * @returns undefined when anything was reported.
 */
export function parseFrontMatter(
  yaml: string,
  report: Report,
): RunbookFrontMatter | undefined {
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter: lines,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) {
    report(
      (error.linePos?.[0].line ?? 0) + 1,
      `The front matter is no valid YAML: ${error.message.replace(
        / at line [\s\S]*$/,
        '',
      )}.`,
      'Mend the YAML; strings with a colon need quotes.',
    );
    return undefined;
  }
  if (!isMap(document.contents)) {
    report(
      1,
      'The front matter is empty.',
      'Copy the front matter of another runbook and change it.',
    );
    return undefined;
  }
  const parsed = RunbookSchema.safeParse(document.toJS());
  if (parsed.success) {
    return parsed.data;
  }
  for (const issue of parsed.error.issues) {
    const key = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      report(
        lineOf(document, lines, [issue.keys[0]]),
        `\`${issue.keys.join('`, `')}\` is no key of a runbook.`,
        'Remove it or correct its spelling.',
      );
    } else if (document.getIn([issue.path[0]]) === undefined) {
      report(
        1,
        `\`${key}\` is missing.`,
        `Add \`${key}\` to the front matter.`,
      );
    } else {
      report(
        lineOf(document, lines, issue.path),
        `\`${key}\` is wrong.`,
        `Change it: ${issue.message}.`,
      );
    }
  }
  return undefined;
}
