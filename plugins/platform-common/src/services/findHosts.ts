import { isMark } from '../redaction';
import type { Setting } from './readSettings';

/** A name in a text that can be that of a host. */
export interface FoundHost {
  host: string;
  /** The port that stands behind it. */
  port?: number;
  /** Something around it says that it is an address: `//`, `@`, or the setting's name. */
  addressed: boolean;
}

const HOST =
  /[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*/g;

/** Without one of these a text names a host only when it is one. */
const SIGNS = /[.:@/]/;

/** Whether a text can name a host: most cannot, and where a credential was taken out nothing is left to name one. */
export function canNameHost({
  text,
  isHost,
}: Pick<Setting, 'text' | 'isHost'>): boolean {
  return (isHost || SIGNS.test(text)) && !isMark(text);
}

const NONE: FoundHost[] = [];
const known = new WeakMap<object, FoundHost[]>();

/** Hosts in a text: dotted names anywhere, plain names where only a host can stand. */
export function findHosts(
  setting: Pick<Setting, 'text' | 'isHost'>,
): FoundHost[] {
  if (!canNameHost(setting)) return NONE;
  const last = known.get(setting);
  if (last) return last;
  const hosts = readHosts(setting);
  known.set(setting, hosts);
  return hosts;
}

function readHosts({
  text,
  isHost,
}: Pick<Setting, 'text' | 'isHost'>): FoundHost[] {
  const lower = text.toLowerCase();
  const hosts: FoundHost[] = [];
  HOST.lastIndex = 0;
  for (let match = HOST.exec(lower); match; match = HOST.exec(lower)) {
    const [host] = match;
    const before = lower.slice(Math.max(0, match.index - 2), match.index);
    const after = lower.slice(match.index + host.length);
    const port = /^:(\d{2,5})(?![\d.])/.exec(after)?.[1];
    const isWhole = isHost && host === lower.trim();
    const addressed = before === '//' || before.endsWith('@') || isWhole;
    if (host.includes('.') || addressed || port !== undefined)
      hosts.push({
        host,
        addressed,
        ...(port === undefined ? {} : { port: Number(port) }),
      });
  }
  return hosts;
}
