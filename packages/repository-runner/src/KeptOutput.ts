const END_FACTOR = 4;
const REFUSED_MOST = 20;

/** The refusals of Node's permission model and of the guard, as they stand in an output. */
function findRefused(output: string): string[] {
  const told = [...output.matchAll(/sandbox: refused ([^\n]{1,200})/g)].map(
    match => match[1],
  );
  const denied = [
    ...output.matchAll(
      /permission: '(\w+)'(?:,?\s+resource: '([^'\n]{0,200})')?/g,
    ),
  ]
    .filter(([, permission]) => permission !== 'Network')
    .map(([, permission, resource]) =>
      [permission, resource].filter(Boolean).join(' '),
    );
  // What Node refuses whole, whatever the path.
  const whole = [...output.matchAll(/(fs\.?\w*) API requires full/g)].map(
    match => `FileSystem ${match[1]}`,
  );
  return [...new Set([...told, ...denied, ...whole])].slice(0, REFUSED_MOST);
}

/** The beginning of what a process prints. */
export class KeptOutput {
  readonly #most: number;
  readonly #onOutput?: (text: string) => void;
  readonly #decoder = new TextDecoder();
  #text = '';
  #came = 0;

  constructor(most: number, onOutput?: (text: string) => void) {
    this.#most = most;
    this.#onOutput = onOutput;
  }

  /** Takes a piece; false when so much came that the process must end. */
  take(chunk: Uint8Array): boolean {
    const room = Math.max(0, this.#most - this.#came);
    this.#came += chunk.byteLength;
    if (room > 0) {
      const text = this.#decoder.decode(chunk.subarray(0, room), {
        stream: true,
      });
      this.#text += text;
      this.#onOutput?.(text);
    }
    return this.#came <= this.#most * END_FACTOR;
  }

  /** What was kept. */
  read(): { output: string; isCut: boolean; refused: string[] } {
    return {
      output: this.#text,
      isCut: this.#came > this.#most,
      refused: findRefused(this.#text),
    };
  }
}
