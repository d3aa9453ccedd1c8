import {
  DomainScore,
  GroupScore,
  ReadinessOverview,
  RolledScore,
  SystemScore,
} from '@254carbon/backstage-plugin-platform-common';
import { percentOf } from '@254carbon/backstage-plugin-platform-common';
import { defineList } from '@254carbon/backstage-plugin-platform-react';
import { nameOfRef, Scope } from '../../scope';
import { systemInWords } from '../../words';

/** Several services whose scores are added, with the way to ask for them. */
export interface RollUp {
  of: Scope;
  title: string;
  score: RolledScore;
}

/** By what services are put together. */
export const WAYS = [
  { id: 'system', title: 'By system' },
  { id: 'group', title: 'By owner' },
  { id: 'domain', title: 'By domain' },
] as const;

/** A way to put services together. */
export type Way = (typeof WAYS)[number]['id'];

function ofSystem(score: SystemScore): RollUp {
  const { system } = score;
  return {
    of: { scope: 'system', id: system },
    title: systemInWords(system),
    score,
  };
}

function ofGroup(score: GroupScore): RollUp {
  const { owner } = score;
  return { of: { scope: 'group', id: owner }, title: nameOfRef(owner), score };
}

function ofDomain(score: DomainScore): RollUp {
  const { domain } = score;
  return {
    of: { scope: 'domain', id: domain },
    title: nameOfRef(domain),
    score,
  };
}

/** The sums of one way. */
export function rollUpsOf(overview: ReadinessOverview, way: Way): RollUp[] {
  if (way === 'group') return overview.groups.map(ofGroup);
  return way === 'domain'
    ? overview.domains.map(ofDomain)
    : overview.systems.map(ofSystem);
}

/** The sum that a scope asks for; `undefined` when nothing has its name. */
export function findRollUp(
  overview: ReadinessOverview,
  { scope, id }: Scope,
): RollUp | undefined {
  const way = WAYS.find(known => known.id === scope);
  return way && rollUpsOf(overview, way.id).find(({ of }) => of.id === id);
}

function certainty({ score: { points } }: RollUp): number | undefined {
  return percentOf(points) ? points.low / points.of : undefined;
}

/** Sums and what can be asked of them; the worst come first. */
export const ROLL_UPS = defineList({
  words: ({ title, of }: RollUp) => [title, of.id],
  filters: {},
  orders: {
    title: ({ title }) => title,
    score: certainty,
    services: ({ score }) => score.services,
    fail: ({ score }) => score.counts.fail,
    unknown: ({ score }) => score.counts.unknown,
  },
  initial: { sort: 'score', descending: false },
  tieBreak: ({ title }) => title,
});

/** An order of sums. */
export type RollUpOrder = keyof typeof ROLL_UPS.orders;
