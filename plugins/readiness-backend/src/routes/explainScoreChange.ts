import { InputError } from '@backstage/errors';
import {
  explainChange,
  ReadinessPending,
  ReadinessReport,
  ScoreChange,
  scoredStateOf,
  ScoreScope,
} from '@254carbon/backstage-plugin-platform-common';
import { Reach } from '../store/ReadinessStore';
import { pending, RouteContext } from './context';
import { inScope, mustBeScope } from './scopes';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An instant as it is kept. */
function normalise(instant: string): string {
  return new Date(instant).toISOString();
}

/**
 * The two moments that are compared: as asked for, as far as memory reaches.
 *
 * @throws InputError when they are in the wrong order, or both before anything is remembered.
 */
export function chooseMoments(
  asked: { from?: string; to?: string },
  reach: Reach,
): { from: string; to: string } {
  const wanted = asked.to ? normalise(asked.to) : reach.to;
  const to = wanted < reach.to ? wanted : reach.to;
  if (to < reach.from)
    throw new InputError(
      `Nothing is remembered from before ${reach.from}; choose a later moment.`,
    );
  const dayBefore = new Date(Date.parse(to) - DAY_MS).toISOString();
  const start = asked.from ? normalise(asked.from) : dayBefore;
  const from = start > reach.from ? start : reach.from;
  if (from > to)
    throw new InputError(
      `The moment "from" (${from}) is later than "to" (${to}); exchange them.`,
    );
  return { from, to };
}

function titlesOf(...reports: readonly ReadinessReport[]): Map<string, string> {
  return new Map(
    reports.flatMap(({ rules }) =>
      rules.map(({ id, title }): [string, string] => [id, title]),
    ),
  );
}

/** Why a score changed between two moments. */
export function explainScoreChange(context: RouteContext) {
  return async (input: {
    query: { scope: ScoreScope; id?: string; from?: string; to?: string };
  }): Promise<ReadinessPending | ScoreChange> => {
    const { store } = context;
    const { scope } = input.query;
    const latest = await store.latest();
    const reach = await store.reach();
    if (!latest || !reach) return pending(context);
    const id = mustBeScope(input.query, latest);
    const { from, to } = chooseMoments(input.query, reach);
    const wish = {
      light: true,
      ...(scope === 'service' ? { serviceId: id } : {}),
    };
    const before = await store.reportAt(from, wish);
    const after = await store.reportAt(to, wish);
    if (!before || !after) return pending(context);
    const keep = inScope(scope, id);
    const explained = explainChange(
      scoredStateOf(before, keep),
      scoredStateOf(after, keep),
    );
    const titles = titlesOf(before, after);
    const gaps = await store.gaps(from);
    return {
      state: 'judged',
      scope,
      id,
      from,
      to,
      ...explained,
      parts: explained.parts.map(part => {
        const ruleTitle = titles.get(part.ruleId ?? '');
        return ruleTitle ? { ...part, ruleTitle } : part;
      }),
      gaps: gaps.filter(gap => gap.from < to),
    };
  };
}
