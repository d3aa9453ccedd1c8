/**
 * How a reader asks one system: one question at a time, each with limits of time and size, and all of them together
 * with a limit of number, so that a system with ten thousand dashboards costs no more than one with fifty. A system
 * that says 429 is left alone for as long as it says.
 */
import {
  AnswerError,
  ApiAnswer,
  failed,
  FailureKind,
  observed,
  Observation,
  readJsonAnswer,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { ApiPlace, PlatformDoor } from '../door/types';
import { TelemetrySystem } from './types';

/** A question remained without an answer. The message is one sentence with the cure. */
export class AskError extends Error {
  readonly failure: FailureKind | undefined;
  /** Status of the answer, when there was one. */
  readonly status: number | undefined;

  constructor(
    message: string,
    options: { failure?: FailureKind; status?: number },
  ) {
    super(message);
    this.name = 'AskError';
    this.failure = options.failure;
    this.status = options.status;
  }
}

/** Limits of a question; the defaults suit answers of ordinary size. */
export interface QuestionLimits {
  timeoutMs?: number;
  maxBytes?: number;
}

/** Asks one system. */
export interface Asker {
  /**
   * Asks a path and reads the answer.
   *
   * @throws AskError when there was no answer, or none that could be read.
   */
  ask<T>(
    path: string,
    read: (answer: ApiAnswer, what: string) => T,
    limits?: QuestionLimits,
  ): Promise<T>;
  /**
   * Asks a path and reads the JSON of its answer.
   *
   * @throws AskError like {@link Asker.ask}.
   */
  json<S extends z.ZodType>(
    path: string,
    schema: S,
    limits?: QuestionLimits,
  ): Promise<z.output<S>>;
  /** What `read` gives, as an observation from `path`; never rejects. */
  part<T>(path: string, read: () => Promise<T>): Promise<Observation<T>>;
  /** Milliseconds that the system wants to be left alone for; 0 when it said nothing of the kind. */
  readonly pauseMs: number;
}

const TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 30_000;
const MAX_BYTES = 4 * 1_048_576;
const MOST_QUESTIONS = 400;
const LONGEST_PAUSE_MS = 15 * 60_000;
const USUAL_PAUSE_MS = 60_000;
const SHORTEST_SECRET = 8;

/** What in headers must turn up nowhere. Ids are no secrets, and short words are too common to be looked for. */
function listSecrets(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name]) => !/-id$/i.test(name))
    .flatMap(([, value]) => [value, ...value.split(/\s+/)])
    .filter(value => value.length >= SHORTEST_SECRET);
}

/** The same value without the secrets, wherever they may have got into it: some software repeats what it was sent. */
function hideSecrets<T>(value: T, secrets: readonly string[]): T {
  const text = JSON.stringify(value) ?? '';
  const written = secrets.map(secret => JSON.stringify(secret).slice(1, -1));
  if (!written.some(secret => text.includes(secret))) return value;
  return JSON.parse(
    written.reduce((clean, one) => clean.replaceAll(one, '[redacted]'), text),
  );
}

function readPause(answer: ApiAnswer, now: number): number {
  if (answer.status !== 429) return 0;
  const told = answer.headers['retry-after'] ?? '';
  const seconds = Number(told);
  const pause =
    told && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(told) - now;
  return Math.min(pause > 0 ? pause : USUAL_PAUSE_MS, LONGEST_PAUSE_MS);
}

/** What an asker is made from. */
export interface AskerOptions {
  system: TelemetrySystem;
  door: Pick<PlatformDoor, 'ask'>;
  /** Milliseconds since the epoch. */
  now: () => number;
  signal: AbortSignal;
  /** Milliseconds that no question may exceed; 30,000 unless set. */
  timeoutMs?: number;
}

class SystemAsker implements Asker {
  readonly #options: AskerOptions;
  readonly #secrets: readonly string[];
  #asked = 0;
  #pauseMs = 0;

  constructor(options: AskerOptions) {
    this.#options = options;
    this.#secrets = listSecrets(options.system.headers);
  }

  get pauseMs(): number {
    return this.#pauseMs;
  }

  async ask<T>(
    path: string,
    read: (answer: ApiAnswer, what: string) => T,
    limits: QuestionLimits = {},
  ): Promise<T> {
    const { system, door, now, signal } = this.#options;
    const { timeoutMs: most = LONGEST_TIMEOUT_MS } = this.#options;
    const what = `${system.id}: ${questionOf(path)}`;
    const place = this.#takeTurn(what);
    let status: number | undefined;
    const answer = await door.ask({
      place,
      path: `${system.basePath}${path}`,
      request: {
        headers: { ...system.headers },
        signal,
        timeoutMs: Math.min(limits.timeoutMs ?? TIMEOUT_MS, most),
        maxBytes: limits.maxBytes ?? MAX_BYTES,
      },
      source: this.#sourceOf(path),
      read: got => {
        status = got.status;
        this.#pauseMs = readPause(got, now());
        return read(got, what);
      },
    });
    if (answer.ok) return hideSecrets(answer.value, this.#secrets);
    const { failure } = answer;
    throw new AskError(hideSecrets(answer.reason, this.#secrets), {
      failure,
      status,
    });
  }

  json<S extends z.ZodType>(
    path: string,
    schema: S,
    limits?: QuestionLimits,
  ): Promise<z.output<S>> {
    return this.ask(
      path,
      (answer, what) => readJsonAnswer(answer, { what, schema }),
      limits,
    );
  }

  async part<T>(path: string, read: () => Promise<T>): Promise<Observation<T>> {
    const { now, system } = this.#options;
    const source = this.#sourceOf(path);
    try {
      return observed({ value: await read(), now: now(), source });
    } catch (error) {
      const told = error instanceof AskError || error instanceof AnswerError;
      const reason = told
        ? error.message
        : `${system.id}: what came from ${path} cannot be worked with; check its version.`;
      const failure = told ? error.failure : 'no-answer';
      return failed({ reason, failure, now: now(), source });
    }
  }

  /** Where to ask; throws when nothing may be asked any more. */
  #takeTurn(what: string): ApiPlace {
    const { place, problem, id } = this.#options.system;
    if (!place) {
      const message = problem ?? `${id} has no address; give its entry a url.`;
      throw new AskError(message, { failure: 'not-asked' });
    }
    if (this.#pauseMs > 0) {
      throw new AskError(
        `${what} was not asked, because the system wants to be left alone for now (429); raise the interval of its entry in platform.telemetry.`,
        { failure: 'not-asked', status: 429 },
      );
    }
    this.#asked += 1;
    if (this.#asked > MOST_QUESTIONS) {
      throw new AskError(
        `${what} was not asked, because one round has at most ${MOST_QUESTIONS} questions; let its token see a smaller part of the system.`,
        { failure: 'not-asked' },
      );
    }
    return place;
  }

  #sourceOf(path: string): Source {
    const { id } = this.#options.system;
    return { kind: 'api', name: id, detail: questionOf(path) };
  }
}

function questionOf(path: string): string {
  return `GET ${path.split('?')[0]}`;
}

/** Makes the asker of one system for one round of reading. */
export function createAsker(options: AskerOptions): Asker {
  return new SystemAsker(options);
}
