import {
  ReachedLevel,
  ReachedLevelSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import { HeldLevels } from './followLevels';

/** Remembers the level that each service holds, so that a loss is told once, also after a restart. */
export interface LevelStore {
  read(): Promise<Map<string, ReachedLevel>>;
  /** Replaces what is held of the given services. */
  write(changed: HeldLevels): Promise<void>;
}

/** A {@link LevelStore} that forgets everything with the process. */
export class MemoryLevelStore implements LevelStore {
  readonly #levels = new Map<string, ReachedLevel>();

  async read() {
    return new Map(this.#levels);
  }

  async write(changed: HeldLevels) {
    for (const [id, level] of changed) this.#levels.set(id, level);
  }
}

interface LevelRow {
  service_id: string;
  level: string;
}

const TABLE = 'readiness_held_levels';
/** Rows of one insert; SQLite allows some hundreds of values a statement. */
const CHUNK = 200;

/** A {@link LevelStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseLevelStore implements LevelStore {
  readonly #db: Knex;

  /** Of a database whose tables are up to date. */
  constructor(db: Knex) {
    this.#db = db;
  }

  async read() {
    const rows = await this.#db<LevelRow>(TABLE);
    return new Map(
      rows.flatMap(({ service_id: id, level }) => {
        const parsed = ReachedLevelSchema.safeParse(level);
        return parsed.success ? [[id, parsed.data] as const] : [];
      }),
    );
  }

  async write(changed: HeldLevels) {
    const rows = [...changed].map(([id, level]) => ({ service_id: id, level }));
    for (let start = 0; start < rows.length; start += CHUNK) {
      await this.#db<LevelRow>(TABLE)
        .insert(rows.slice(start, start + CHUNK))
        .onConflict('service_id')
        .merge();
    }
  }
}
