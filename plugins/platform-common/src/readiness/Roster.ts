import { RULE_LEVELS } from '../rules';
import { Cap } from './caps';
import { isOpen } from './outlook';
import { addPoints } from './points';
import { Points, RuleInfo, ServiceReport } from './report';
import { weighVerdicts } from './scoreService';
import { WeighedVerdict } from './scoreVerdicts';

/** One verdict that is to become a certain pass. */
export interface Fix {
  /** Place of its service among those that are planned for. */
  at: number;
  ruleId: string;
}

/** A service that is planned for. */
export interface RosterEntry {
  service: ServiceReport;
  weighed: readonly WeighedVerdict[];
}

/** The services that are planned for, and what there is to fix. */
export class Roster {
  readonly entries: readonly RosterEntry[];
  readonly rules: readonly RuleInfo[];
  readonly caps: readonly Cap[];
  /** Points of all of them together. */
  readonly points: Points;
  readonly #rules: ReadonlyMap<string, RuleInfo>;

  constructor(
    services: readonly ServiceReport[],
    rules: readonly RuleInfo[],
    caps: readonly Cap[],
  ) {
    this.rules = rules;
    this.caps = caps;
    this.#rules = new Map(rules.map(rule => [rule.id, rule]));
    this.entries = services.map(service => ({
      service,
      weighed: weighVerdicts(service.verdicts, rules).weighed,
    }));
    this.points = addPoints(services.map(({ points }) => points));
  }

  ruleOf(id: string): RuleInfo | undefined {
    return this.#rules.get(id);
  }

  /** Everything that can be fixed: what fails before what is unknown, what the lowest level needs first, then by name. */
  get fixes(): Fix[] {
    const all = this.entries.flatMap(({ weighed }, at) =>
      weighed
        .filter(verdict => isOpen(verdict) && !verdict.exempt)
        .map(verdict => ({
          fix: { at, ruleId: verdict.ruleId },
          rank:
            (verdict.outcome === 'fail' && !verdict.stale ? 0 : 10) +
            RULE_LEVELS.indexOf(this.ruleOf(verdict.ruleId)?.level ?? 'gold'),
        })),
    );
    return all.sort((a, b) => a.rank - b.rank).map(({ fix }) => fix);
  }
}
