// What the person at the terminal reads: progress, one line that is renewed, and failures as one
// sentence with its cure.

let stream = process.stdout;
let open = false;

const isLive = () => stream.isTTY && !process.env.CI;

/** From now on words go to standard error: standard output belongs to what the task makes, which may be piped. */
export function speakBesideOutput() {
  stream = process.stderr;
}

/** Ends the renewed line, if there is one. */
export function endLine() {
  if (open) stream.write('\n');
  open = false;
}

/** A line that stays. */
export function say(text) {
  endLine();
  stream.write(`${text}\n`);
}

/** A line that the next one replaces on a terminal. */
export function progress(text) {
  if (!isLive()) return;
  stream.write(`\r\u001b[K${text}`);
  open = true;
}

/** A failure that names its cure; the entry prints it without a stack. */
export class Failure extends Error {
  constructor(sentence, { cause, log } = {}) {
    super(sentence, { cause });
    this.log = log;
  }
}

/** Renews a progress line with the time that has passed, while `work` runs. */
export async function during(text, work) {
  const start = Date.now();
  if (!isLive()) say(`${text} ...`);
  const timer = setInterval(() => {
    progress(`${text} ... ${Math.round((Date.now() - start) / 1000)} s`);
  }, 500);
  try {
    const result = await work();
    say(`${text}: done in ${Math.max(1, Math.round((Date.now() - start) / 1000))} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
