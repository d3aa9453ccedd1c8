/**
 * Judges remembered facts by other settings of rules, before these are turned on: what would the scores be? Facts that no
 * rule in force looked at were never kept, and rules that ask for them say *unknown*. Nothing is stored.
 */
import {
  ALL_RULES,
  Cap,
  FACT_NAMES,
  Observation,
  proveCaps,
  proveRules,
  ReadinessPending,
  ReadinessReplay,
  ReadinessReport,
  ReplayRequest,
  Rule,
} from '@254carbon/backstage-plugin-platform-common';
import { compareReplay, judgeKept } from '../judge/judgeKept';
import { chooseMoments } from './explainScoreChange';
import { pending, RouteContext } from './context';

/**
 * The settings in force, changed as asked for.
 *
 * @throws InputError with a sentence for the mistake that names the cure.
 */
function settingsOf(
  asked: ReplayRequest,
  { rules, caps }: RouteContext,
): { rules: readonly Rule[]; caps: readonly Cap[] } {
  const inForce = new Set(rules.map(({ id }) => id));
  const off = ALL_RULES.filter(({ id }) => !inForce.has(id));
  const proved = proveRules({
    rules: [...rules, ...off],
    facts: FACT_NAMES,
    weights: asked.weights,
    disabled: asked.disabledRules ?? off.map(({ id }) => id),
    thresholds: asked.thresholds,
    custom: asked.rules,
  });
  if (asked.caps)
    return {
      rules: proved,
      caps: proveCaps({ configured: asked.caps, rules: proved }),
    };
  const lifting = new Set(proved.map(({ id }) => id));
  return { rules: proved, caps: caps.filter(cap => lifting.has(cap.unless)) };
}

/** The facts of each service by name. */
function groupFacts(
  facts: readonly {
    serviceId: string;
    name: string;
    observation: Observation<unknown>;
  }[],
): Map<string, Map<string, Observation<unknown>>> {
  const grouped = new Map<string, Map<string, Observation<unknown>>>();
  for (const { serviceId, name, observation } of facts) {
    const own = grouped.get(serviceId) ?? new Map();
    grouped.set(serviceId, own.set(name, observation));
  }
  return grouped;
}

async function reportAt(
  { store }: RouteContext,
  at: string,
  latest: ReadinessReport,
): Promise<ReadinessReport | undefined> {
  return at === latest.judgedAt ? latest : store.reportAt(at);
}

/** Replays. */
export function replayFacts(context: RouteContext) {
  return async (input: {
    body: ReplayRequest;
  }): Promise<ReadinessPending | ReadinessReplay> => {
    const { store, services } = context;
    const { body } = input;
    const settings = settingsOf(body, context);
    const latest = await store.latest();
    const reach = await store.reach();
    if (!latest || !reach) return pending(context);
    const { to: at } = chooseMoments({ to: body.at }, reach);
    const present = await reportAt(context, at, latest);
    if (!present) return pending(context);
    const replayed = judgeKept({
      ...settings,
      present,
      services: services(),
      facts: groupFacts(await store.factsAt(at)),
      now: Date.parse(at),
    });
    return { state: 'judged', at, ...compareReplay(present, replayed) };
  };
}
