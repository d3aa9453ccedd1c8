/** Text for a terminal: wrapped to its width, coloured when somebody looks at it, and never obeyed. */

/** How wide text may be, and whether it may have colours. */
export interface PaperOptions {
  /** Columns; at least 40 are used, and at most 160, beyond which nobody reads. */
  width: number;
  colour: boolean;
}

const COLOURS = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const;
/** A colour or weight. */
export type Colour = keyof typeof COLOURS;

/** Text of other people without what a terminal would take for an order. */
export function tame(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Words of a text in lines of at most `width`; a word that is longer is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = tame(text).split(/ +/).filter(Boolean);
  for (let word of words) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    while (word.length > width) {
      lines.push(word.slice(0, width));
      word = word.slice(width);
    }
    line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  return lines;
}

/** Lines that are being written. */
export class Paper {
  readonly #lines: string[] = [];
  readonly #options: PaperOptions;

  constructor({ width, colour }: PaperOptions) {
    this.#options = { width: Math.min(160, Math.max(40, width)), colour };
  }

  /** The text in a colour, when there are any. */
  paint(text: string, colour: Colour | undefined): string {
    return this.#options.colour && colour
      ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m`
      : text;
  }

  /** Writes a paragraph. `first` stands before its first line, and its other lines are indented as far. */
  write(
    text: string,
    options: { indent?: number; first?: string; colour?: Colour } = {},
  ): void {
    const { indent = 0, first = '', colour } = options;
    const room = this.#options.width - indent - first.length;
    wrap(text, Math.max(10, room)).forEach((line, at) => {
      const lead = at === 0 ? first : ' '.repeat(first.length);
      this.#lines.push(
        `${' '.repeat(indent)}${this.paint(`${lead}${line}`, colour)}`,
      );
    });
  }

  /** An empty line. */
  space(): void {
    this.#lines.push('');
  }

  /** Everything that was written, with a line break at its end. */
  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
