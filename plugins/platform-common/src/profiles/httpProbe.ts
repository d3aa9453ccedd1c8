/**
 * What an HTTP answer means, whoever gave it. A service rarely answers alone: in front of it stand a
 * login, an ingress, the API server's proxy. What those say is about them, so it must never become a
 * statement about the service: a redirect to a login means "the edge works, the service is not known".
 * Only after all of that is ruled out does the profile's own judge see the answer.
 */
import { asObject, JsonObject, JsonValue } from '../kubernetes';
import { down, healthy, unknown } from './judgements';
import { HttpAnswer, Judgement, Probe } from './types';

/** What is asked over HTTP, and what the answers mean. */
export interface HttpQuestion {
  /**
   * Port of the container; the plan finds the Kubernetes Service's port that leads to it. Profiles name it;
   * where people declared a path only, it is absent.
   */
  port?: number;
  path: string;
  scheme?: 'http' | 'https';
  /** What a good answer is, for people. */
  good: string;
  /** Statuses by which this software says something of its own: Vault's 503 is "sealed". */
  statuses?: Readonly<Record<number, Judgement>>;
  /** Judges error answers with a body that counts (Spring's 503); `undefined` leaves it to the status. */
  judgeError?: (answer: HttpAnswer) => Judgement | undefined;
  /** Judges an answer with a 2xx status. */
  judge: (answer: HttpAnswer) => Judgement;
}

const LOGIN_PLACE =
  /cloudflareaccess\.com|\/cdn-cgi\/access|\/(login|signin|sign_in|oauth2?|authorize|auth|sso|saml)(\b|\/)/i;
const LOGIN_PAGE =
  /cloudflareaccess|cdn-cgi\/access|type=["']?password|<title>[^<]*(sign in|log ?in)/i;

/** Whether an address is where people log in. */
export function isLoginPlace(address: string): boolean {
  return LOGIN_PLACE.test(address);
}

/** The first 80 characters of a body, on one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** Whether an answer is a web page. */
export function isPage(answer: HttpAnswer): boolean {
  return (
    /text\/html/i.test(answer.headers['content-type'] ?? '') ||
    /^\s*<(!doctype html|html)/i.test(answer.body)
  );
}

/** The JSON in a body, or `undefined` when it is none. */
export function readJson(body: string): JsonValue | undefined {
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
}

function judgeRedirect(answer: HttpAnswer): Judgement {
  const place = answer.headers.location ?? '';
  return isLoginPlace(place)
    ? unknown(
        `the edge is up, the service is not known: ${
          answer.status
        } to the login at ${excerpt(place)}`,
      )
    : unknown(
        `redirected with ${answer.status} to ${
          excerpt(place) || 'nowhere'
        }, so the service itself was not heard`,
      );
}

function judgeClientError(status: number): Judgement {
  if (status === 401 || status === 403)
    return unknown(`answers ${status}: it wants credentials to say how it is`);
  if (status === 404 || status === 405)
    return unknown(
      `answers ${status}: it has no such health address, or something else answers there`,
    );
  return unknown(`answers ${status}, which says nothing about its health`);
}

/** Whether the API server's service proxy spoke, and not the service behind it. */
function isProxyStatus(answer: HttpAnswer): boolean {
  if (!answer.body.includes('"Status"')) return false;
  const body = asObject(readJson(answer.body));
  return body.kind === 'Status' && body.apiVersion === 'v1';
}

function judgeAnswer(question: HttpQuestion, answer: HttpAnswer): Judgement {
  const { status } = answer;
  const documented = question.statuses?.[status];
  if (documented) return documented;
  if (isProxyStatus(answer))
    return unknown(
      `the cluster's API server answered ${status} in its place: ${excerpt(
        answer.body,
      )}`,
    );
  if (status >= 300 && status < 400) return judgeRedirect(answer);
  if (status < 200 || status >= 400) {
    const own = question.judgeError?.(answer);
    if (own) return own;
    return status >= 500
      ? down(
          `answers ${status}${answer.body ? `: ${excerpt(answer.body)}` : ''}`,
        )
      : judgeClientError(status);
  }
  if (isPage(answer) && LOGIN_PAGE.test(answer.body))
    return unknown(
      `the edge is up, the service is not known: ${status} with a login page`,
    );
  return question.judge(answer);
}

/** A health question over HTTP whose answers are judged by the common rules first. */
export function httpProbe(question: HttpQuestion): Probe {
  const { port, path, scheme, good } = question;
  return {
    protocol: 'http',
    ...(port === undefined ? {} : { port }),
    path,
    ...(scheme ? { scheme } : {}),
    good,
    judge: answer => judgeAnswer(question, answer),
  };
}

/** Judge for endpoints whose status is the whole answer: any 2xx that is not a web page. */
export function judgeStatus(answer: HttpAnswer): Judgement {
  return isPage(answer)
    ? unknown(
        `answers ${answer.status} with a web page: something else answers`,
      )
    : healthy(`answers ${answer.status}`);
}

/** Judge for endpoints that are a web page. */
export function judgePage(answer: HttpAnswer): Judgement {
  return isPage(answer)
    ? healthy(`serves its page with ${answer.status}`)
    : unknown(
        `answers ${answer.status}, but not with its page: ${
          excerpt(answer.body) || 'empty'
        }`,
      );
}

/** Judge for endpoints that answer with a known text. */
export function judgeText(good: RegExp): (answer: HttpAnswer) => Judgement {
  return answer =>
    good.test(answer.body) && !isPage(answer)
      ? healthy(`answers ${answer.status} and says ${excerpt(answer.body)}`)
      : unknown(
          `answers ${answer.status}, but not as expected: ${
            excerpt(answer.body) || 'empty'
          }`,
        );
}

/**
 * Judge for endpoints that answer with a JSON object.
 *
 * @param judge - `undefined` when the object is of another shape than the software's own.
 */
export function judgeJson(
  judge: (body: JsonObject) => Judgement | undefined,
): (answer: HttpAnswer) => Judgement {
  return answer => {
    const body = readJson(answer.body);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      return unknown(
        `answers ${answer.status}, but not with its JSON: ${
          excerpt(answer.body) || 'empty'
        }`,
      );
    return (
      judge(body) ??
      unknown(
        `answers ${answer.status} with JSON of another shape: ${excerpt(
          answer.body,
        )}`,
      )
    );
  };
}
