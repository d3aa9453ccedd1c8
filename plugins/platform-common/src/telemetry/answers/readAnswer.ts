/**
 * The first thing to know of an answer is whether it is one. Behind an access proxy a login page comes with status
 * 200, DolphinScheduler says 401 with nothing and "failed" with 200, a large answer is cut in the middle. Every
 * reader passes its answers through here, so that each of these becomes one sentence with its cure, and none of
 * them an empty list. Nothing of the answer's own text gets into a sentence: it is somebody else's.
 */
import { z } from 'zod';
import { FailureKind } from '../../model';

/** An answer as it came. */
export interface ApiAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
  /** The body was longer than was allowed. */
  truncated: boolean;
}

/** An answer that says nothing about what was asked. The message is one sentence that names the cure. */
export class AnswerError extends Error {
  /** Whose failure it is, see `FailureKind`. */
  readonly failure: FailureKind;
  /** Status of the answer. */
  readonly status: number;

  constructor(
    message: string,
    options: { failure: FailureKind; status: number; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'AnswerError';
    this.failure = options.failure;
    this.status = options.status;
  }
}

const STATUSES = new Map<number, [saying: string, cure: string]>([
  [
    400,
    [
      'does not understand the question',
      'check kind and version of the system in platform.telemetry',
    ],
  ],
  [
    401,
    [
      'does not know who asks',
      'give its entry in platform.telemetry headers with a valid token',
    ],
  ],
  [
    403,
    [
      'does not let the portal read this',
      'give the token the right to read, or check that it is valid',
    ],
  ],
  [
    404,
    [
      'has no such path',
      'check kind, address and version of the system in platform.telemetry',
    ],
  ],
  [
    405,
    [
      'has no such path',
      'check kind, address and version of the system in platform.telemetry',
    ],
  ],
  [
    422,
    [
      'cannot work the question out',
      'check its limits on the number of series',
    ],
  ],
  [
    429,
    [
      'is asked too often',
      'raise the interval of its entry in platform.telemetry',
    ],
  ],
  [503, ['is not ready to answer', 'look at its state and its log']],
]);

/** What was asked, for messages: `grafana: GET /api/search`. */
function refuse(
  what: string,
  answer: ApiAnswer,
  [saying, cure]: [string, string],
  cause?: unknown,
): never {
  const { status } = answer;
  const asked = status !== 401 && status !== 403 && !isRedirect(status);
  throw new AnswerError(`${what} ${saying} (${status}); ${cure}.`, {
    failure: asked ? 'no-answer' : 'not-asked',
    status,
    cause,
  });
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function isPage({ headers, body }: ApiAnswer): boolean {
  return (
    /^text\/html/i.test(headers['content-type'] ?? '') ||
    /^\s*<(!doctype|html)/i.test(body.slice(0, 100))
  );
}

const LOGIN: [string, string] = [
  'answers with a login page',
  'ask its address inside the cluster, or send an access service token in the headers of platform.telemetry',
];

/**
 * Lets an answer of the software itself pass.
 *
 * @throws AnswerError for an error status, a redirect, a web page, and a body that was cut.
 */
export function checkAnswer(
  answer: ApiAnswer,
  what: string,
  good: readonly number[] = [200],
): void {
  const { status, truncated } = answer;
  if (isRedirect(status)) refuse(what, answer, LOGIN);
  if (!good.includes(status)) {
    const known = STATUSES.get(status);
    refuse(what, answer, known ?? ['fails', 'look at its state and its log']);
  }
  if (isPage(answer)) refuse(what, answer, LOGIN);
  if (truncated) {
    refuse(what, answer, [
      'gives more than the portal takes',
      'narrow what it keeps, or read it elsewhere',
    ]);
  }
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue.path
    .slice(0, 6)
    .map(part => (typeof part === 'number' ? part : String(part).slice(0, 30)))
    .join('.');
  return path ? `at ${path}` : 'as a whole';
}

/**
 * The JSON of an answer in the shape that is expected.
 *
 * @param options - `what` is the system and the question, for messages: `grafana: GET /api/search`
 * @throws AnswerError when the answer is none, is not JSON, or has another shape.
 */
export function readJsonAnswer<S extends z.ZodType>(
  answer: ApiAnswer,
  options: { what: string; schema: S; good?: readonly number[] },
): z.output<S> {
  const { what, schema, good } = options;
  checkAnswer(answer, what, good);
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch {
    refuse(what, answer, [
      'answers with something that is no JSON, or ends in the middle',
      'check what stands between it and the portal',
    ]);
  }
  return readShape(value, answer, { what, schema });
}

/**
 * A value of an answer in the shape that is expected.
 *
 * @throws AnswerError when it has another.
 */
export function readShape<S extends z.ZodType>(
  value: unknown,
  answer: ApiAnswer,
  options: { what: string; schema: S },
): z.output<S> {
  const result = options.schema.safeParse(value);
  if (result.success) return result.data;
  return refuse(options.what, answer, [
    `answers in an unknown shape (${describeIssue(result.error)})`,
    'check kind and version of the system in platform.telemetry',
  ]);
}
