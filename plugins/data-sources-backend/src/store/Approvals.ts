import { Approval } from '@254carbon/backstage-plugin-platform-common';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Knex } from 'knex';

interface ApprovalRow {
  id: string;
  purpose: Approval['purpose'];
  template: string;
  name: string;
  digest: string;
  form_values: string;
  reason: string;
  requested_by: string;
  requested_at: string;
  until_at: string;
  state: 'requested' | 'approved' | 'rejected';
  decided_by: string | null;
  decided_at: string | null;
  note: string | null;
}

/** What somebody decided. */
export interface ApprovalDecision {
  state: 'approved' | 'rejected';
  by: string;
  at: string;
  note?: string;
}

const TABLE = 'pipeline_approvals';
/** Most that one answer carries. */
const MOST = 200;

function toApproval(row: ApprovalRow, now: string): Approval {
  const over = row.until_at <= now && row.state !== 'rejected';
  return {
    id: row.id,
    purpose: row.purpose,
    template: row.template,
    name: row.name,
    digest: row.digest,
    values: JSON.parse(row.form_values),
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    until: row.until_at,
    state: over ? 'expired' : row.state,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    note: row.note ?? undefined,
  };
}

/** Forms that need a second person, with who asked and who decided. What was decided is never changed. */
export class Approvals {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Newest first, at most 200. */
  async list(now: string): Promise<Approval[]> {
    const rows = await this.#table()
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(MOST);
    return rows.map(row => toApproval(row, now));
  }

  /** The newest one of exactly these values; what is over does not count. */
  async findByDigest(
    digest: string,
    now: string,
  ): Promise<Approval | undefined> {
    const row = await this.#table()
      .where({ digest })
      .andWhere('until_at', '>', now)
      .orderBy('requested_at', 'desc')
      .first();
    return row && toApproval(row, now);
  }

  async find(id: string, now: string): Promise<Approval | undefined> {
    const row = await this.#table().where({ id }).first();
    return row && toApproval(row, now);
  }

  async add(approval: Approval): Promise<void> {
    await this.#table().insert({
      id: approval.id,
      purpose: approval.purpose,
      template: approval.template,
      name: approval.name,
      digest: approval.digest,
      form_values: JSON.stringify(approval.values),
      reason: approval.reason,
      requested_by: approval.requestedBy,
      requested_at: approval.requestedAt,
      until_at: approval.until,
      state: 'requested',
    });
  }

  /**
   * Decides, once.
   *
   * @throws NotFoundError when there is none, NotAllowedError when who decides is who asked, ConflictError when it was
   *   decided already or is over.
   */
  async decide(id: string, decision: ApprovalDecision): Promise<Approval> {
    const { state, by, at, note } = decision;
    this.#mustBeOpen(id, await this.find(id, at), by);
    const count = await this.#table()
      .where({ id, state: 'requested' })
      .andWhere('until_at', '>', at)
      .update({ state, decided_by: by, decided_at: at, note: note ?? null });
    const approval = await this.find(id, at);
    if (count === 1 && approval) return approval;
    return this.#mustBeOpen(id, approval, by);
  }

  #mustBeOpen(
    id: string,
    approval: Approval | undefined,
    by: string,
  ): Approval {
    if (!approval) {
      throw new NotFoundError(
        `There is no request "${id}"; compare the list of requests.`,
      );
    }
    if (approval.requestedBy === by) {
      throw new NotAllowedError(
        'Who asked does not decide; ask somebody else to look at it.',
      );
    }
    if (approval.state !== 'requested') {
      throw new ConflictError(
        `The request for ${approval.name} is ${approval.state} already${
          approval.decidedBy ? ` (by ${approval.decidedBy})` : ''
        }; ask again if it is still wanted.`,
      );
    }
    return approval;
  }

  #table() {
    return this.#db<ApprovalRow>(TABLE);
  }
}
