/**
 * What people decided, for whoever judges: the exemptions that were approved and the manual evidence that stands. It is read
 * from the database at every evaluation, so that a decision that was taken on another replica counts as well; a database
 * that cannot be read fails the evaluation, and the last report stays, because a score without its exemptions is another score.
 */
import { Governance } from '@254carbon/backstage-plugin-platform-common';
import { EvidenceStore } from '../evidence/EvidenceStore';
import { ExemptionStore } from '../exemptions/ExemptionStore';

/** Gives what people decided. */
export interface GovernanceSource {
  /**
   * What may count now; whether it does, `applyGovernance` decides.
   *
   * @throws when the database cannot be read.
   */
  current(): Promise<Governance>;
  /** Calls `listener` after a decision that was taken here; gives the function that stops that. */
  onChange(listener: () => void): () => void;
  /** Says that something was decided. */
  changed(): void;
  /** Looks whether something was decided elsewhere, or ended, since the last look; listeners are called when so. */
  look(): Promise<void>;
}

/** What tells one state of affairs from another. */
function summarise({ exemptions, evidence }: Governance): string {
  return [...exemptions, ...evidence].map(({ id }) => id).join();
}

/** Makes the source. `now` is milliseconds since the epoch. */
export function createGovernanceSource(options: {
  exemptions: Pick<ExemptionStore, 'approved'>;
  evidence: Pick<EvidenceStore, 'standing'>;
  now: () => number;
}): GovernanceSource {
  const { exemptions, evidence, now } = options;
  const listeners = new Set<() => void>();
  let seen: string | undefined;
  const current = async (): Promise<Governance> => {
    const at = new Date(now());
    return {
      exemptions: await exemptions.approved(at),
      evidence: await evidence.standing(at),
    };
  };
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    current,
    changed,
    async look() {
      const sees = summarise(await current());
      const isOther = seen !== undefined && seen !== sees;
      seen = sees;
      if (isOther) changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
