import { codeOf, toDoorError } from './DoorError';
import { DoorAnswer, Knock, KnockFault } from './types';

/** Codes that speak of the portal's own way out: nothing is known of whoever was to be asked. */
const OWN = new Set(['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);

const SENTENCES: Readonly<Record<KnockFault, string>> = {
  own: 'the portal itself has no way out at present',
  name: 'its name is not known',
  certificate: 'its certificate is not trusted',
  timeout: 'no answer came in time',
  connection: 'there is no connection to it',
  protocol: 'what came is no answer of HTTP',
};

function faultOf(error: unknown): KnockFault {
  const { reason } = toDoorError(error, '');
  const code = codeOf(error);
  if (OWN.has(code) || reason === 'aborted') return 'own';
  if (code === 'ENOTFOUND') return 'name';
  if (reason === 'untrusted') return 'certificate';
  if (reason === 'timeout') return 'timeout';
  return reason === 'unreachable' ? 'connection' : 'protocol';
}

/** Makes of a call what came of it, for who wants to know what failed. */
export async function knock(call: () => Promise<DoorAnswer>): Promise<Knock> {
  try {
    return { ok: true, answer: await call() };
  } catch (error) {
    const fault = faultOf(error);
    const code = codeOf(error);
    const reason = `${SENTENCES[fault]}${code ? ` (${code})` : ''}`;
    return { ok: false, fault, reason };
  }
}
