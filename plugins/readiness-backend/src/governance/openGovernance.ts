/** Puts together what people say about readiness: where it is kept, who hears of it, and what it does to what is judged. */
import {
  AuditorService,
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ALL_RULES,
  proveCaps,
  ReadinessReport,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { ReadinessConfig } from '../config';
import { DatabaseEvidenceStore } from '../evidence/DatabaseEvidenceStore';
import { DatabaseExemptionStore } from '../exemptions/DatabaseExemptionStore';
import { KpiBook } from '../kpis/createKpiBook';
import { createLevelWatch } from '../notify/createLevelWatch';
import { createNoticeSender } from '../notify/createNoticeSender';
import { createGovernanceNotices } from '../notify/governanceNotices';
import { DatabaseLevelStore } from '../notify/LevelStore';
import { remindOfEnds } from '../notify/remindOfEnds';
import { auditRuleSet } from './auditRuleSet';
import { GovernanceContext } from './GovernanceContext';
import { createGovernanceSource, GovernanceSource } from './GovernanceSource';
import { describeRuleSet } from './ruleSet';
import { DatabaseRuleSetStore } from './RuleSetStore';

/** What is given to open it. */
export interface GovernanceOptions {
  /** Of the plugin, with its tables up to date. */
  db: Knex;
  config: ReadinessConfig;
  /** Services as they are known now. */
  services: () => readonly Service[];
  auditor: AuditorService;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  /** Of KPIs; it is tidied with the rest. */
  book: Pick<KpiBook, 'record' | 'prune'>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What people say about readiness. */
export interface OpenGovernance {
  /** For whoever judges. */
  source: GovernanceSource;
  /** For the handlers of the routes. */
  context: GovernanceContext;
  /** What follows from a report that is remembered: owners hear of levels that were lost, and KPIs are measured. Never throws. */
  follow(report: ReadinessReport): void;
  /** Reminds of what ends, and forgets what ended long ago. */
  housekeep(): Promise<void>;
}

/** Opens it, and tells the audit log when other rules are in force than at the last run. */
export async function openGovernance(
  options: GovernanceOptions,
): Promise<OpenGovernance> {
  const { db, config, services, book, now } = options;
  const exemptions = new DatabaseExemptionStore(db);
  const evidence = new DatabaseEvidenceStore(db);
  const source = createGovernanceSource({ exemptions, evidence, now });
  const notices = createGovernanceNotices({
    sender: createNoticeSender(options),
    approvers: config.approvers,
  });
  const context: GovernanceContext = {
    exemptions,
    evidence,
    governance: source,
    notices,
    rules: config.rules,
    services,
    warningDays: config.warningDays,
    now,
  };
  await auditRuleSet({
    ...options,
    inForce: describeRuleSet(config),
    own: describeRuleSet({
      rules: ALL_RULES,
      caps: proveCaps({ rules: ALL_RULES }),
    }),
    store: new DatabaseRuleSetStore(db),
  });
  const levels = new DatabaseLevelStore(db);
  const watchLevels = createLevelWatch({ ...options, levels, notices });
  return {
    source,
    context,
    follow(report) {
      void watchLevels(report);
      void book.record();
    },
    async housekeep() {
      await remindOfEnds(context);
      const before = new Date(now() - config.retentionMs);
      await exemptions.prune(before);
      await evidence.prune(before);
      await book.prune(before.toISOString());
    },
  };
}
