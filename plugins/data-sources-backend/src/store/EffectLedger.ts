import { randomUUID } from 'node:crypto';
import {
  Effect,
  EffectKind,
} from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';

/** One remembered effect of a task. */
export interface RecordedEffect {
  id: string;
  taskId: string;
  step: string;
  kind: EffectKind;
  ref: string;
  url?: string;
  /** False when the task found it and only used it. */
  made: boolean;
  madeAt: string;
  undoneAt?: string;
  undoneBy?: string;
}

interface EffectRow {
  id: string;
  position: number;
  task_id: string;
  step: string;
  kind: EffectKind;
  ref: string;
  url: string | null;
  /** SQLite has 0 and 1. */
  made: boolean | number;
  made_at: string;
  undone_at: string | null;
  undone_by: string | null;
}

const TABLE = 'pipeline_effects';

function toEffect(row: EffectRow): RecordedEffect {
  return {
    id: row.id,
    taskId: row.task_id,
    step: row.step,
    kind: row.kind,
    ref: row.ref,
    url: row.url ?? undefined,
    made: Boolean(row.made),
    madeAt: row.made_at,
    undoneAt: row.undone_at ?? undefined,
    undoneBy: row.undone_by ?? undefined,
  };
}

/** Remembers what tasks made, in order, in the plugin's database (SQLite or PostgreSQL). */
export class EffectLedger {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Remembers an effect. The same thing of the same task is one entry, however often it is recorded, for a task that is
   * tried again does its steps again; when it had been undone before, it stands again.
   */
  async record(effect: Effect, at: string): Promise<RecordedEffect> {
    const { taskId, step, kind, ref, url, made } = effect;
    const key = { task_id: taskId, kind, ref };
    const count = await this.#table()
      .where({ task_id: taskId })
      .count({ count: '*' })
      .first();
    await this.#table()
      .insert({
        ...key,
        id: randomUUID(),
        position: Number(count?.count ?? 0),
        step,
        url: url ?? null,
        made,
        made_at: at,
      })
      .onConflict(['task_id', 'kind', 'ref'])
      .ignore();
    await this.#table()
      .where(key)
      .whereNotNull('undone_at')
      .update({ undone_at: null, undone_by: null, made_at: at });
    const row = await this.#table().where(key).first();
    if (row) return toEffect(row);
    throw new Error('An effect that was just remembered is gone; try again.');
  }

  /** What a task made, in order. */
  async list(taskId: string): Promise<RecordedEffect[]> {
    const rows = await this.#table()
      .where({ task_id: taskId })
      .orderBy(['position', 'made_at', 'id']);
    return rows.map(toEffect);
  }

  /** Remembers that an effect is no more. */
  async markUndone(id: string, who: { by: string; at: string }): Promise<void> {
    await this.#table()
      .where({ id })
      .update({ undone_at: who.at, undone_by: who.by });
  }

  #table() {
    return this.#db<EffectRow>(TABLE);
  }
}
