/** Reading the body of a runbook by lines: headings and fenced blocks, which is all that its checks need. */

/** A fenced block of code. */
export interface Command {
  /** `bash`, or empty. */
  language: string;
  text: string;
  /** Line of the first command, counted from 1. */
  line: number;
}

/** A heading of level two or three and what stands below it. */
export interface Section {
  title: string;
  /** Line of the heading, counted from 1. */
  line: number;
  /** Everything below the heading up to the next heading of its own level, without that of its children's headings. */
  text: string;
  children: Section[];
}

const FENCE = /^\s*(`{3,}|~{3,})\s*([\w-]*)/;

/** Calls `visit` for each line that is not inside a fenced block, and `visitCode` for each that is. */
function walk(
  lines: readonly string[],
  visit: (line: string, index: number) => void,
  visitCode: (line: string, index: number, language: string) => void,
): void {
  let fence: { mark: string; language: string } | undefined;
  for (const [index, line] of lines.entries()) {
    const match = FENCE.exec(line);
    if (fence && match && match[1].startsWith(fence.mark) && match[2] === '') {
      fence = undefined;
    } else if (fence) {
      visitCode(line, index, fence.language);
    } else if (match) {
      fence = { mark: match[1], language: match[2] };
    } else {
      visit(line, index);
    }
  }
}

/**
 * Cuts Markdown into its `##` sections with their `###` children. A `#` inside a fenced block is a comment and no heading.
 * @param firstLine - the line number of the first line of `body`
 */
export function splitSections(body: string, firstLine: number): Section[] {
  const lines = body.split(/\r?\n/);
  const sections: Section[] = [];
  const starts: Array<{ section: Section; index: number }> = [];
  walk(
    lines,
    (line, index) => {
      const match = /^(#{2,3})\s+(.+?)\s*#*$/.exec(line);
      if (!match) {
        return;
      }
      const section: Section = {
        title: match[2],
        line: firstLine + index,
        text: '',
        children: [],
      };
      const parent = sections[sections.length - 1];
      if (match[1] === '###' && parent) {
        parent.children.push(section);
      } else if (match[1] === '##') {
        sections.push(section);
      }
      starts.push({ section, index });
    },
    () => undefined,
  );
  for (const [position, { section, index }] of starts.entries()) {
    section.text = lines
      .slice(index + 1, starts[position + 1]?.index)
      .join('\n');
  }
  return sections;
}

/** The fenced blocks of a section, without the indent that a tab or a list item gives them. */
export function findCommands(section: Section): Command[] {
  const commands: Command[] = [];
  let last = -2;
  walk(
    section.text.split('\n'),
    () => undefined,
    (line, index, language) => {
      const text = line.trim();
      if (index === last + 1) {
        commands[commands.length - 1].text += `\n${text}`;
      } else {
        commands.push({ language, text, line: section.line + 1 + index });
      }
      last = index;
    },
  );
  return commands;
}
