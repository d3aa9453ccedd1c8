import { Knex } from 'knex';
import { RuleSet, RuleSetSchema } from './ruleSet';

/** Remembers the settings of rules that were in force last. */
export interface RuleSetStore {
  /** `undefined` before the first run, and when what is kept is of another version of the portal. */
  read(): Promise<RuleSet | undefined>;
  write(ruleSet: RuleSet, at: string): Promise<void>;
}

/** A {@link RuleSetStore} that forgets everything with the process. */
export class MemoryRuleSetStore implements RuleSetStore {
  #ruleSet: RuleSet | undefined;

  async read() {
    return this.#ruleSet;
  }

  async write(ruleSet: RuleSet) {
    this.#ruleSet = ruleSet;
  }
}

interface RuleSetRow {
  id: number;
  at: string;
  settings: string;
}

const TABLE = 'readiness_rule_set';

/** A {@link RuleSetStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseRuleSetStore implements RuleSetStore {
  readonly #db: Knex;

  /** Of a database whose tables are up to date. */
  constructor(db: Knex) {
    this.#db = db;
  }

  async read() {
    const row = await this.#db<RuleSetRow>(TABLE).where({ id: 1 }).first();
    if (!row) return undefined;
    const parsed = RuleSetSchema.safeParse(JSON.parse(row.settings));
    return parsed.success ? parsed.data : undefined;
  }

  async write(ruleSet: RuleSet, at: string) {
    await this.#db<RuleSetRow>(TABLE)
      .insert({ id: 1, at, settings: JSON.stringify(ruleSet) })
      .onConflict('id')
      .merge();
  }
}
