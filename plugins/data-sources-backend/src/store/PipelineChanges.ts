import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';

/** A change that was written. */
export interface BookedChange {
  id: string;
  name: string;
  /** Task that made the pipeline: another pipeline of the same name has changes of its own. */
  taskId: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** Paths of the commit. */
  files: string[];
  by: string;
  at: string;
  undoneAt?: string;
  undoneBy?: string;
  /** Commits of its repository around it; absent for what was changed before they were remembered. */
  commitBefore?: string;
  commitAfter?: string;
}

interface ChangeRow {
  id: string;
  position: number;
  name: string;
  task_id: string;
  values_before: string;
  values_after: string;
  files: string;
  changed_by: string;
  changed_at: string;
  undone_at: string | null;
  undone_by: string | null;
  commit_before: string | null;
  commit_after: string | null;
}

/** Most that one answer carries. */
const MOST = 20;

function toChange(row: ChangeRow): BookedChange {
  return {
    id: row.id,
    name: row.name,
    taskId: row.task_id,
    before: JSON.parse(row.values_before),
    after: JSON.parse(row.values_after),
    files: JSON.parse(row.files),
    by: row.changed_by,
    at: row.changed_at,
    undoneAt: row.undone_at ?? undefined,
    undoneBy: row.undone_by ?? undefined,
    commitBefore: row.commit_before ?? undefined,
    commitAfter: row.commit_after ?? undefined,
  };
}

/** Remembers changes of pipelines in their order. What was written is never changed, but for who took it back. */
export class PipelineChanges {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Remembers a change as the newest of its pipeline. */
  async add(change: Omit<BookedChange, 'id'>): Promise<BookedChange> {
    const id = randomUUID();
    const { name, taskId } = change;
    const last = await this.#table()
      .where({ name, task_id: taskId })
      .max({ position: 'position' })
      .first();
    await this.#table().insert({
      id,
      position: Number(last?.position ?? 0) + 1,
      name,
      task_id: taskId,
      values_before: JSON.stringify(change.before),
      values_after: JSON.stringify(change.after),
      files: JSON.stringify(change.files),
      changed_by: change.by,
      changed_at: change.at,
      commit_before: change.commitBefore,
      commit_after: change.commitAfter,
    });
    return { ...change, id };
  }

  /** Newest first, at most 20. */
  async list(name: string, taskId: string): Promise<BookedChange[]> {
    const rows = await this.#table()
      .where({ name, task_id: taskId })
      .orderBy('position', 'desc')
      .limit(MOST);
    return rows.map(toChange);
  }

  /** Remembers that a change was taken back; false when it was before. */
  async markUndone(
    id: string,
    who: { by: string; at: string },
  ): Promise<boolean> {
    const count = await this.#table()
      .where({ id })
      .whereNull('undone_at')
      .update({ undone_at: who.at, undone_by: who.by });
    return count === 1;
  }

  #table() {
    return this.#db<ChangeRow>('pipeline_changes');
  }
}
