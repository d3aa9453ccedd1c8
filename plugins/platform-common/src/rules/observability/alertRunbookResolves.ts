import { bad, examineRule, good, open } from '../examine';

const PORTAL =
  /\/docs\/[^/]+\/[^/]+\/([a-z0-9-]+)|runbooks?\/(?:[a-z0-9-]+\/)*([a-z0-9-]+?)(?:\.md)?(?:[#?]|$)/;

function idOf(runbook: string): string | undefined {
  if (/^[a-z0-9-]+$/.test(runbook)) return runbook;
  const match = PORTAL.exec(runbook);
  return match?.[1] ?? match?.[2];
}

/** A site of runbooks, such as that of the operator of Prometheus, keeps its own. */
const SITE = /^https?:\/\/runbooks?[.-]/i;

/** The runbook that an alert names exists. */
export const alertRunbookResolves = examineRule({
  id: 'alert-runbook-resolves',
  version: 2,
  category: 'observability',
  title: 'The runbooks that its alerts name exist',
  why: 'A link that leads nowhere costs the minutes that it should save.',
  weight: 2,
  level: 'gold',
  appliesTo: { sentence: 'Services with an alert that names a runbook' },
  facts: ['alerts', 'runbookIds'],
  expected: 'a runbook that is there',
  good: 'Every runbook that is named exists.',
  none: 'No alert about it names a runbook.',
  remedy: {
    text: 'Correct the address, or write the runbook.',
  },
  about: alerts => alerts.some(({ runbook }) => runbook !== undefined),
  look: ({ alerts, runbookIds }) =>
    alerts.flatMap(({ object, runbook }) => {
      if (!runbook) return [];
      const id = idOf(runbook);
      const isKnown = id !== undefined && runbookIds.includes(id);
      if (!id || (!isKnown && SITE.test(runbook)))
        return [
          open(object, `${object} names ${runbook}, which is kept elsewhere`),
        ];
      return [
        isKnown
          ? good(object, `names ${id}`)
          : bad(object, `${object} names runbook ${id}, which does not exist`),
      ];
    }),
});
