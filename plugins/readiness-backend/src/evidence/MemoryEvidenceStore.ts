import { ManualEvidence } from '@254carbon/backstage-plugin-platform-common';
import {
  EvidenceQuery,
  EvidenceStore,
  MOST_EVIDENCE,
  RecordedEvidence,
} from './EvidenceStore';
import { mustStand } from './mustStand';

function isAskedFor(
  { serviceId, ruleId, until, withdrawnAt }: RecordedEvidence,
  query: EvidenceQuery,
): boolean {
  const { endsAfter, endsBefore } = query;
  const end = Date.parse(until);
  return (
    (query.serviceIds?.includes(serviceId) ?? true) &&
    (query.ruleId ?? ruleId) === ruleId &&
    (!endsAfter || (end > endsAfter.getTime() && !withdrawnAt)) &&
    end <= (endsBefore?.getTime() ?? Infinity)
  );
}

/** An {@link EvidenceStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryEvidenceStore implements EvidenceStore {
  readonly #evidence = new Map<string, RecordedEvidence>();

  async list(query: EvidenceQuery) {
    return this.#select(query).slice(0, MOST_EVIDENCE);
  }

  async standing(now: Date) {
    return this.#select({ endsAfter: now });
  }

  async find(id: string) {
    return this.#evidence.get(id);
  }

  async add(evidence: ManualEvidence) {
    this.#evidence.set(evidence.id, evidence);
  }

  async withdraw(id: string, { by, at }: { by: string; at: string }) {
    const evidence = mustStand(id, this.#evidence.get(id), at);
    const next = { ...evidence, withdrawnAt: at, withdrawnBy: by };
    this.#evidence.set(id, next);
    return next;
  }

  async markWarned(ids: readonly string[], at: string) {
    for (const id of ids) {
      const evidence = this.#evidence.get(id);
      if (evidence) this.#evidence.set(id, { ...evidence, warnedAt: at });
    }
  }

  async prune(before: Date) {
    const old = [...this.#evidence.values()].filter(
      ({ until }) => Date.parse(until) < before.getTime(),
    );
    for (const { id } of old) this.#evidence.delete(id);
    return old.length;
  }

  #select(query: EvidenceQuery): RecordedEvidence[] {
    return [...this.#evidence.values()]
      .filter(evidence => isAskedFor(evidence, query))
      .sort(
        (a, b) =>
          b.recordedAt.localeCompare(a.recordedAt) || a.id.localeCompare(b.id),
      );
  }
}
