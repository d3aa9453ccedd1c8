import { excerpt } from './httpProbe';
import { unknown } from './judgements';
import { Judgement, Probe, TcpAnswer } from './types';

/** What is asked over TCP, and what the answers mean. */
export interface TcpQuestion {
  /** Port of the container. */
  port: number;
  /** Bytes to send after connecting, latin1; empty for servers that speak first. */
  send: string;
  good: string;
  /** `undefined` when the answer is not this software's protocol. */
  judge: (text: string) => Judgement | undefined;
}

/** The printable part of a binary answer. */
function printable(text: string): string {
  return excerpt(text.replace(/[^\x20-\x7e]+/g, ' '));
}

/** A health question over TCP. Silence and foreign words are `unknown`: something listens there. */
export function tcpProbe(question: TcpQuestion): Probe {
  const { port, send, good } = question;
  return {
    protocol: 'tcp',
    port,
    send,
    good,
    judge: (answer: TcpAnswer) => {
      if (answer.text === '')
        return unknown('accepts connections, but said nothing');
      return (
        question.judge(answer.text) ??
        unknown(
          `answers, but not in its protocol: ${
            printable(answer.text) || 'unprintable bytes'
          }`,
        )
      );
    },
  };
}
