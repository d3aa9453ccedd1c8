import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { ConnectorError, messageOf } from '../../errors';
import { valueAt } from '../../places';
import { judgeByRules, judgeStatus } from '../judgeAnswer';
import { decodeText } from '../readBody';
import type { Judgement } from '../Requester';
import type { RawAnswer } from '../types';
import type { AnswerFormat } from './answerFormats';
import type { Document, HttpReader } from './HttpReader';

const NO_CONTENT = 204;
const SAID = 120;
const PAGE = /^\s*(<!doctype html|<html[\s>])/i;

interface Parsed {
  readonly document?: unknown;
  readonly broken?: string;
}

/** What asks for CSV or XML is often told of an error in JSON. */
function parse(text: string, format: AnswerFormat): Parsed {
  try {
    if (/^\s*\{/.test(text)) {
      return { document: JSON.parse(text), broken: 'it is JSON' };
    }
    return { document: format.parse(text) };
  } catch (error) {
    return { broken: messageOf(error).slice(0, SAID) };
  }
}

/** Whether the source says itself that this is another kind of body. */
function isOther({ contentType }: RawAnswer, text: string): boolean {
  return (
    PAGE.test(text) || /^\s*\{/.test(text) || /html|json/i.test(contentType)
  );
}

/** Reads answers in a format that is no JSON; what is an error is judged as with JSON. */
export function createTextReader(options: {
  declaration: ConnectorDeclaration;
  stream: StreamDeclaration;
  format: AnswerFormat;
}): HttpReader {
  const { declaration, stream, format } = options;
  const byBody = (
    answer: RawAnswer,
    text: string,
    { document, broken }: Parsed,
  ): Judgement<Document> => {
    const said = text.replace(/\s+/g, ' ').slice(0, SAID);
    if (isOther(answer, text)) {
      const what = answer.contentType || 'something else';
      throw new ConnectorError(
        'contract',
        `The source answered with ${what} instead of ${format.name}; check the key and the address: ${said}`,
      );
    }
    if (broken !== undefined) {
      return {
        again: `its ${format.name} is cut or broken (${broken})`,
        failure: 'contract',
      };
    }
    const place = stream.errorsAt.find(
      one => valueAt(document, one) !== undefined,
    );
    if (place !== undefined) {
      const error = JSON.stringify(valueAt(document, place)).slice(0, SAID);
      throw new ConnectorError(
        'rejected',
        `The source hid an error in a good answer (${place}: ${error}); follow what it says.`,
      );
    }
    return { good: { document } };
  };
  return {
    judge(answer) {
      if (answer.status === NO_CONTENT) {
        return { good: 'nothing' };
      }
      const isGood = answer.status >= 200 && answer.status < 300;
      const text = isGood
        ? decodeText(answer.raw, answer.contentType)
        : Buffer.from(answer.raw).toString('utf8');
      const parsed = parse(text, format);
      const { document } = parsed;
      const seen = { text, document };
      return (
        judgeByRules(declaration, stream, seen, answer.status) ??
        (isGood
          ? byBody(answer, text, parsed)
          : judgeStatus(declaration, answer.status, text.slice(0, SAID)))
      );
    },
    records: document => format.records(document),
  };
}
