/**
 * What an answer from outside says. In front of a service stand a name, a certificate, an edge and perhaps a login, and each fails in its own
 * way; what one of them says is never taken for the word of the service. A login that answers means "the edge is up, the service is not known".
 */
import { HttpAnswer, isLoginPlace } from '../../profiles';
import { ExternalAnswer } from './knowledge';

/** How an answer looks, and the sentence about it. */
export interface ReadAnswer {
  sight: 'good' | 'bad' | 'open';
  said: string;
}

/** Statuses by which an edge says that it did not get through; `5xx` of others may be the service's own. */
const EDGE_SAYS: Readonly<Record<number, string>> = {
  502: 'what stands in front got no answer that it could use',
  503: 'nobody is there, or it is overloaded',
  504: 'what stands in front waited in vain',
  520: 'the edge got no answer that it could use',
  521: 'the edge was refused',
  522: 'the edge got no connection',
  523: 'the edge has no way there',
  524: 'the edge waited in vain',
  525: 'the edge and the cluster agree on no TLS',
  526: 'the edge does not trust the certificate of the cluster',
  530: 'the edge has no tunnel, or no name, to it',
};

function nameOf({ host, path }: ExternalAnswer): string {
  return path === undefined || path === '/' ? host : `${host}${path}`;
}

/** Reads an answer of an external address. */
export function readExternalAnswer(answer: ExternalAnswer): ReadAnswer {
  const { status, reason, notAsked, behind } = answer;
  const name = nameOf(answer);
  if (notAsked || (status === undefined && !reason))
    return {
      sight: 'open',
      said: `${name} was not asked from outside${reason ? `: ${reason}` : ''}`,
    };
  if (status === undefined)
    return { sight: 'bad', said: `${name} does not answer: ${reason}` };
  if (status >= 500) {
    const says = EDGE_SAYS[status];
    const why = says ? `: ${says}` : '';
    return { sight: 'bad', said: `${name} answers ${status}${why}` };
  }
  if (behind)
    return {
      sight: 'open',
      said: `${name}: the edge is up, the service is not known: ${reason}`,
    };
  return { sight: 'good', said: `${name} answers ${status}` };
}

/** Whether the path of challenges leads to the cluster, and what it said; `undefined` when nobody knows. */
export function readChallengeAnswer(
  answer: ExternalAnswer,
): { reachable: boolean; said: string } | undefined {
  const { status, behind, reason } = answer;
  const { sight, said } = readExternalAnswer(answer);
  if (behind)
    return { reachable: false, said: `its path does not get there: ${reason}` };
  if (sight === 'open') return undefined;
  // An authority brings no identity.
  const refused = status === 401 || status === 403;
  return { reachable: sight === 'good' && !refused, said };
}

/** A gate that stands on the very host of the service. */
const GATE = /^\/(cdn-cgi\/access|oauth2|outpost\.goauthentik\.io)\//;
const GATE_PAGE = /cloudflareaccess\.com|\/cdn-cgi\/access\//;

/** Those of HTTP and HTTPS are one: many hosts lead from the first to the second. */
function portOf({ port }: URL): string {
  return port === '80' || port === '443' ? '' : port;
}

/** What an answer asks to do next. */
export type NextStep =
  /** It is the answer. */
  | { kind: 'here' }
  /** Another address of the same host is to be asked. */
  | { kind: 'on'; url: string }
  /** Somebody else answered in place of the service. */
  | { kind: 'behind'; reason: string };

/** An address for people: no query, for that may carry a session. */
function placeOf({ host, pathname }: URL): string {
  return `${host}${pathname}`.slice(0, 120);
}

/** Whether an answer is of what was asked, or leads on. Other hosts are never asked: they are not the service. */
export function readStep(
  url: string,
  answer: Pick<HttpAnswer, 'status' | 'headers' | 'body'>,
): NextStep {
  const { status, headers, body } = answer;
  const place = headers.location;
  if (status < 300 || status >= 400 || status === 304 || !place)
    return GATE_PAGE.test(body) && status < 400
      ? { kind: 'behind', reason: `${status} with the page of a login` }
      : { kind: 'here' };
  if (!URL.canParse(place, url))
    return { kind: 'behind', reason: `${status} to nowhere` };
  const [from, to] = [new URL(url), new URL(place, url)];
  const isSame = from.hostname === to.hostname && portOf(from) === portOf(to);
  if (isSame && !GATE.test(to.pathname))
    return { kind: 'on', url: `${to.origin}${to.pathname}${to.search}` };
  const what = isLoginPlace(to.href) ? 'the login at' : 'another place,';
  return { kind: 'behind', reason: `${status} to ${what} ${placeOf(to)}` };
}
