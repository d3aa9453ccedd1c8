/**
 * What people may declare, for how long, and where a declaration stands. There is always an end: what was
 * declared for good is what nobody looks at any more.
 */
import {
  DeclarationRequest,
  DeclarationView,
  LONGEST_DECLARATION_DAYS,
} from '../contracts/platformIncidents';
import { Declaration } from '../model';

const DAY_MS = 24 * 3_600_000;

/** A declaration as it is remembered, taken back or not. */
export interface RecordedDeclaration extends Declaration {
  from: string;
  withdrawnAt?: string;
  withdrawnBy?: string;
}

/** Where a declaration stands at `now` (milliseconds since the epoch). */
export function phaseOf(
  declaration: RecordedDeclaration,
  now: number,
): DeclarationView['phase'] {
  if (declaration.withdrawnAt) return 'withdrawn';
  if (Date.parse(declaration.until) <= now) return 'expired';
  return Date.parse(declaration.from) > now ? 'planned' : 'active';
}

/** Why a declaration cannot be made, with the cure; `undefined` when it can. */
export function whyRefused(
  request: Pick<DeclarationRequest, 'kind' | 'from' | 'until'>,
  now: number,
): string | undefined {
  const from = request.from === undefined ? now : Date.parse(request.from);
  const until = Date.parse(request.until);
  const days = LONGEST_DECLARATION_DAYS[request.kind];
  if (until <= now) return 'It ends in the past; choose a later "until".';
  if (until <= from)
    return 'It ends before it begins; choose an "until" after "from".';
  if (until - Math.max(from, now) > days * DAY_MS) {
    return `It lasts longer than ${days} days, the most for ${request.kind}; choose an earlier "until" and extend it when it is still true.`;
  }
  if (from - now > days * DAY_MS) {
    return `It begins more than ${days} days from now; declare it when it is nearer.`;
  }
  return undefined;
}
