import { Exemption } from '@254carbon/backstage-plugin-platform-common';
import { mustBeDecidable, mustBeEndable } from './checkExemption';
import {
  ExemptionDecision,
  ExemptionQuery,
  ExemptionStore,
  MOST_EXEMPTIONS,
  RecordedExemption,
} from './ExemptionStore';

/** Whether an exemption is among those that are asked for. */
function isAskedFor(
  { serviceId, ruleId, state, until }: RecordedExemption,
  query: ExemptionQuery,
): boolean {
  const end = Date.parse(until);
  return (
    (query.serviceIds?.includes(serviceId) ?? true) &&
    (query.ruleId ?? ruleId) === ruleId &&
    (query.states?.includes(state) ?? true) &&
    end > (query.endsAfter?.getTime() ?? -Infinity) &&
    end <= (query.endsBefore?.getTime() ?? Infinity)
  );
}

/** An {@link ExemptionStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryExemptionStore implements ExemptionStore {
  readonly #exemptions = new Map<string, RecordedExemption>();

  async list(query: ExemptionQuery) {
    return this.#select(query).slice(0, MOST_EXEMPTIONS);
  }

  async approved(now: Date) {
    return this.#select({ states: ['approved'], endsAfter: now });
  }

  async find(id: string) {
    return this.#exemptions.get(id);
  }

  async add(exemption: Exemption) {
    this.#exemptions.set(exemption.id, exemption);
  }

  async decide(id: string, decision: ExemptionDecision) {
    const { state, by, at, note } = decision;
    const exemption = mustBeDecidable(id, this.#exemptions.get(id), decision);
    return this.#replace({
      ...exemption,
      state,
      decidedBy: by,
      decidedAt: at,
      ...(note ? { decisionNote: note } : {}),
    });
  }

  async revoke(
    id: string,
    { by, at, note }: { by: string; at: string; note: string },
  ) {
    const exemption = mustBeEndable(id, this.#exemptions.get(id), at);
    return this.#replace({
      ...exemption,
      state: 'revoked',
      revokedBy: by,
      revokedAt: at,
      revokeNote: note,
    });
  }

  async markWarned(ids: readonly string[], at: string) {
    for (const id of ids) {
      const exemption = this.#exemptions.get(id);
      if (exemption) this.#replace({ ...exemption, warnedAt: at });
    }
  }

  async prune(before: Date) {
    const old = [...this.#exemptions.values()].filter(
      ({ until }) => Date.parse(until) < before.getTime(),
    );
    for (const { id } of old) this.#exemptions.delete(id);
    return old.length;
  }

  #select(query: ExemptionQuery): RecordedExemption[] {
    return [...this.#exemptions.values()]
      .filter(exemption => isAskedFor(exemption, query))
      .sort(
        (a, b) => a.until.localeCompare(b.until) || a.id.localeCompare(b.id),
      );
  }

  #replace(exemption: RecordedExemption): RecordedExemption {
    this.#exemptions.set(exemption.id, exemption);
    return exemption;
  }
}
