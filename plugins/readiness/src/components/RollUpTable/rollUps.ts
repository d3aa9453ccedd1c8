import {
  DomainScore,
  GroupScore,
  ReadinessOverview,
  RolledScore,
  SystemScore,
} from '@254carbon/backstage-plugin-platform-common';
import { percentOf } from '@254carbon/backstage-plugin-platform-common';
import {
  defineList,
  nameOfRef,
} from '@254carbon/backstage-plugin-platform-react';
import { Scope } from '../../scope';
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

function ofGroup(score: GroupScore, title: string): RollUp {
  return { of: { scope: 'group', id: score.owner }, title, score };
}

function ofDomain(score: DomainScore, title: string): RollUp {
  return { of: { scope: 'domain', id: score.domain }, title, score };
}

/** The sums of one way. `titleOf` says what the catalog calls a group or a domain; by its name unless given. */
export function rollUpsOf(
  overview: ReadinessOverview,
  way: Way,
  titleOf: (ref: string) => string = nameOfRef,
): RollUp[] {
  if (way === 'group')
    return overview.groups.map(score => ofGroup(score, titleOf(score.owner)));
  return way === 'domain'
    ? overview.domains.map(score => ofDomain(score, titleOf(score.domain)))
    : overview.systems.map(ofSystem);
}

/** The sum that a scope asks for; `undefined` when nothing has its name. */
export function findRollUp(
  overview: ReadinessOverview,
  { scope, id }: Scope,
  titleOf?: (ref: string) => string,
): RollUp | undefined {
  const way = WAYS.find(known => known.id === scope);
  const rollUps = way ? rollUpsOf(overview, way.id, titleOf) : [];
  return rollUps.find(({ of }) => of.id === id);
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
