/**
 * The envelope around every answer of DolphinScheduler: HTTP 200 says nothing, success is `code: 0`. No login is
 * 401 with an empty body and no envelope at all.
 */
import { z } from 'zod';
import {
  AnswerError,
  ApiAnswer,
  readJsonAnswer,
  readShape,
} from './readAnswer';
import { wireList, WireText } from './wire';

const Envelope = z.object({
  code: z.number().int(),
  msg: WireText,
  data: z.unknown().optional(),
});

/** What the codes that an operator can do something about mean, and what that is. */
const CODES = new Map<number, [saying: string, cure: string]>([
  [10000, ['has an internal error', 'look at the log of its API server']],
  [
    10001,
    [
      'does not understand the question',
      'check apiVersion of its entry in platform.telemetry',
    ],
  ],
  [
    10018,
    [
      'knows no such project',
      'wait for the next read, it may have been deleted',
    ],
  ],
  [
    10117,
    [
      'knows no such project',
      'wait for the next read, it may have been deleted',
    ],
  ],
  [
    30001,
    ['does not let the portal read this', 'let its user see the project'],
  ],
  [
    30002,
    ['does not let the portal read this', 'let its user see the project'],
  ],
]);

/**
 * What is in the envelope, in the shape that is expected.
 *
 * @throws AnswerError also when the envelope says that it failed, whatever the HTTP status.
 */
export function readDolphinAnswer<S extends z.ZodType>(
  answer: ApiAnswer,
  options: { what: string; schema: S },
): z.output<S> {
  const { what, schema } = options;
  const { code, data } = readJsonAnswer(answer, { what, schema: Envelope });
  if (code !== 0) {
    const [saying, cure] = CODES.get(code) ?? [
      'refuses',
      'look the code up in its documentation and at its log',
    ];
    throw new AnswerError(
      `${what} ${saying} (code ${code} with HTTP ${answer.status}); ${cure}.`,
      {
        failure: code === 30001 || code === 30002 ? 'not-asked' : 'no-answer',
        status: answer.status,
      },
    );
  }
  return readShape(data, answer, { what, schema });
}

/** One page of a list. */
export function dolphinPage<S extends z.ZodType>(item: S) {
  return z.object({
    totalList: wireList(item),
    total: z.number().int(),
    totalPage: z.number().int().optional(),
  });
}
