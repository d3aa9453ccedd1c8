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
import { PlatformDoor } from '../door/types';
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

/** Takes away the values of headers, wherever they may have got into a sentence. */
function withoutHeaders(
  text: string,
  headers: Readonly<Record<string, string>>,
): string {
  return Object.values(headers)
    .flatMap(value => [value, ...value.split(/\s+/)])
    .filter(value => value.length >= 6)
    .reduce((clean, value) => clean.replaceAll(value, '[redacted]'), text);
}

function readPause(answer: ApiAnswer, now: number): number {
  if (answer.status !== 429) return 0;
  const told = answer.headers['retry-after'] ?? '';
  const seconds = Number(told);
  const pause =
    told && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(told) - now;
  return Math.min(pause > 0 ? pause : USUAL_PAUSE_MS, LONGEST_PAUSE_MS);
}

/** Makes the asker of one system for one round of reading. */
export function createAsker(options: {
  system: TelemetrySystem;
  door: Pick<PlatformDoor, 'ask'>;
  now: () => number;
  signal: AbortSignal;
  /** Milliseconds that no question may exceed; 30,000 unless set. */
  timeoutMs?: number;
}): Asker {
  const { system, door, now, signal, timeoutMs = LONGEST_TIMEOUT_MS } = options;
  const { place, headers, id, basePath } = system;
  let asked = 0;
  let pauseMs = 0;

  const sourceOf = (path: string): Source => ({
    kind: 'api',
    name: id,
    detail: `GET ${path.split('?')[0]}`,
  });

  const ask: Asker['ask'] = async (path, read, limits = {}) => {
    const what = `${id}: GET ${path.split('?')[0]}`;
    if (!place)
      throw new AskError(system.problem ?? `${id} has no address.`, {
        failure: 'not-asked',
      });
    if (pauseMs > 0) {
      throw new AskError(
        `${what} was not asked, because the system wants to be left alone for now (429); raise the interval of its entry in platform.telemetry.`,
        { failure: 'not-asked', status: 429 },
      );
    }
    asked += 1;
    if (asked > MOST_QUESTIONS) {
      throw new AskError(
        `${what} was not asked, because one round has at most ${MOST_QUESTIONS} questions; read a smaller part of the system.`,
        { failure: 'not-asked' },
      );
    }
    let status: number | undefined;
    const answer = await door.ask({
      place,
      path: `${basePath}${path}`,
      request: {
        headers: { ...headers },
        signal,
        timeoutMs: Math.min(limits.timeoutMs ?? TIMEOUT_MS, timeoutMs),
        maxBytes: limits.maxBytes ?? MAX_BYTES,
      },
      source: sourceOf(path),
      read: got => {
        status = got.status;
        pauseMs = readPause(got, now());
        return read(got, what);
      },
    });
    if (answer.ok) return answer.value;
    throw new AskError(withoutHeaders(answer.reason, headers), {
      failure: answer.failure,
      status,
    });
  };

  return {
    ask,
    json: (path, schema, limits) =>
      ask(
        path,
        (answer, what) => readJsonAnswer(answer, { what, schema }),
        limits,
      ),
    async part<T>(
      path: string,
      read: () => Promise<T>,
    ): Promise<Observation<T>> {
      const source = sourceOf(path);
      try {
        return observed({ value: await read(), now: now(), source });
      } catch (error) {
        const told = error instanceof AskError || error instanceof AnswerError;
        return failed({
          reason: told
            ? error.message
            : `${id}: what came from ${path} cannot be worked with; check its version.`,
          failure: told ? error.failure : 'no-answer',
          now: now(),
          source,
        });
      }
    },
    get pauseMs() {
      return pauseMs;
    },
  };
}
