/*
 * What an answer of an API is, whatever its status says: APIs send errors with status 200, "nothing" as an error, and
 * pages for people where JSON was asked. The declared rules come first, because they were written by somebody who knows
 * the source; then the standard's meaning of the status; then the body must be JSON, or nothing is taken from it.
 */
import type { ConnectorDeclaration, StreamDeclaration } from '../declaration';
import { ConnectorError, messageOf } from '../errors';
import { valueAt } from '../places';
import { isRetryable } from '../retry';
import { parseJson } from './exactJson';
import { decodeText } from './readBody';
import type { Judgement } from './Requester';
import type { Document } from './rest/HttpReader';
import type { ErrorRule } from './restDeclaration';
import type { RawAnswer } from './types';

/** An answer that was read: its text, and its document if it is JSON. */
export interface ReadAnswer {
  readonly text: string;
  readonly document?: unknown;
  readonly broken?: Error;
}

const NO_CONTENT = 204;
const SAID = 200;

function read(
  stream: StreamDeclaration,
  answer: RawAnswer,
  good: boolean,
): ReadAnswer {
  // An error may come in any charset; only a good answer must keep its word.
  const text = good
    ? decodeText(answer.raw, answer.contentType)
    : Buffer.from(answer.raw).toString('utf8');
  if (!/^\s*[[{"\d]/.test(text) && !answer.contentType.includes('json')) {
    return { text };
  }
  const exact = Object.values(stream.columns ?? {}).some(
    column => column.as === 'decimal',
  );
  try {
    return { text, document: parseJson(text, exact) };
  } catch (error) {
    return { text, broken: new Error(messageOf(error)) };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function foundBy(rule: ErrorRule, answer: ReadAnswer): string | undefined {
  const found =
    rule.at === '$body' ? answer.text : valueAt(answer.document, rule.at);
  if (found === undefined || found === null) {
    return undefined;
  }
  const text = textOf(found);
  return rule.matches === undefined || new RegExp(rule.matches, 'u').test(text)
    ? text.replace(/\s+/g, ' ').slice(0, SAID)
    : undefined;
}

function rejected(place: string, said: string): ConnectorError {
  return new ConnectorError(
    'rejected',
    `The source hid an error in a good answer (${place}: ${said}); follow what it says.`,
  );
}

function refused(
  declaration: ConnectorDeclaration,
  status: number,
  said: string,
): ConnectorError {
  const { source, authentication } = declaration;
  return new ConnectorError(
    'authentication',
    `${source} refused the key (${status}: ${said}); renew ${
      authentication.secret ?? 'the key'
    } and check its rights.`,
  );
}

/** What a status other than 2xx means by itself. @throws ConnectorError unless time can mend it. */
export function judgeStatus(
  declaration: ConnectorDeclaration,
  status: number,
  said: string,
): Judgement<Document> {
  if (isRetryable(status)) {
    return { again: `status ${status}` };
  }
  if (status === 401 || status === 403) {
    throw refused(declaration, status, said);
  }
  throw new ConnectorError(
    'rejected',
    status >= 300 && status < 400
      ? `${declaration.source} sends the request elsewhere (${status}); the key goes to no other host, so correct baseUrl or the path of the stream.`
      : `${declaration.source} refused the request (${status}: ${said}); correct the path or the parameters of the stream.`,
  );
}

/** What the declared rules say, if one fits. @throws ConnectorError for `key` and `stop`. */
export function judgeByRules(
  declaration: ConnectorDeclaration,
  stream: StreamDeclaration,
  answer: ReadAnswer,
  status: number,
): Judgement<Document> | undefined {
  for (const rule of stream.errors ?? []) {
    // What time can mend is asked again, whatever else its body says.
    const passing = rule.means === 'retry' || rule.means === 'quota';
    const said =
      passing || !isRetryable(status) ? foundBy(rule, answer) : undefined;
    if (said === undefined) {
      continue;
    }
    switch (rule.means) {
      case 'retry':
        return { again: said };
      case 'quota':
        return { quota: said };
      case 'key':
        throw refused(declaration, status, said);
      case 'nothing':
        return { good: 'nothing' };
      default:
        throw rejected(rule.at, said);
    }
  }
  return undefined;
}

function byBody(
  stream: StreamDeclaration,
  raw: RawAnswer,
  answer: ReadAnswer,
): Judgement<Document> {
  if (answer.broken && raw.contentType.includes('json') && answer.text !== '') {
    return {
      again: `its JSON is cut or broken (${answer.broken.message.slice(
        0,
        120,
      )})`,
      failure: 'contract',
    };
  }
  if (answer.document === undefined) {
    throw new ConnectorError(
      'contract',
      `The source answered with ${
        raw.contentType || 'no content type'
      } instead of JSON; check the key and the address: ${answer.text.slice(
        0,
        120,
      )}`,
      answer.broken,
    );
  }
  for (const place of stream.errorsAt) {
    const said = foundBy({ at: place, means: 'stop' }, answer);
    if (said !== undefined) {
      throw rejected(place, said);
    }
  }
  return { good: { document: answer.document } };
}

/**
 * Judges an answer of any status.
 *
 * @throws ConnectorError `authentication`, `rejected` or `contract` when asking again cannot help.
 */
export function judgeAnswer(
  declaration: ConnectorDeclaration,
  stream: StreamDeclaration,
  raw: RawAnswer,
): Judgement<Document> {
  if (raw.status === NO_CONTENT) {
    return { good: 'nothing' };
  }
  const good = raw.status >= 200 && raw.status < 300;
  const answer = read(stream, raw, good);
  const byRule = judgeByRules(declaration, stream, answer, raw.status);
  if (byRule) {
    return byRule;
  }
  return good
    ? byBody(stream, raw, answer)
    : judgeStatus(
        declaration,
        raw.status,
        answer.text.replace(/\s+/g, ' ').slice(0, SAID),
      );
}
