/**
 * Records what objects cannot show: that somebody restored a backup, went through an audit. It makes the verdict a pass
 * under the name of who recorded it, with the proof, and ends by itself.
 */
import { TextAreaField } from '@backstage/ui';
import {
  ActionDialog,
  inHours,
  TimeField,
  toInstant,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { useReadinessClient } from '../../hooks/useReadiness';
import type { VerdictSubject } from '../Exemptions';
import { EvidenceDraft, findEvidenceObstacle } from './evidenceDraft';
import styles from './Evidence.module.css';

const FIRST_DAYS = 90;

function Fields(props: {
  draft: EvidenceDraft;
  onChange: (change: Partial<EvidenceDraft>) => void;
}) {
  const { draft, onChange } = props;
  return (
    <>
      <TextAreaField
        label="What was done, and what came of it"
        value={draft.statement}
        onChange={statement => onChange({ statement })}
        maxLength={2000}
      />
      <TextAreaField
        label="Proof: a link to the protocol, or its text"
        value={draft.proof}
        onChange={proof => onChange({ proof })}
        maxLength={4000}
      />
      <div className={styles.pair}>
        <TimeField
          label="Done (UTC)"
          value={draft.observedAt}
          onChange={observedAt => onChange({ observedAt })}
        />
        <TimeField
          label="Counts until (UTC)"
          value={draft.until}
          onChange={until => onChange({ until })}
        />
      </div>
      <p className={styles.note}>
        The verdict becomes a pass under your name until then, and everybody
        sees the proof. Write no password into it.
      </p>
    </>
  );
}

/** The dialog. Open as long as it is rendered, so that it begins afresh each time. */
export function RecordEvidenceDialog(props: {
  subject: VerdictSubject;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const { subject, onClose, onDone } = props;
  const { ruleId, ruleTitle, serviceId, serviceTitle } = subject;
  const client = useReadinessClient();
  const [draft, setDraft] = useState<EvidenceDraft>(() => ({
    statement: '',
    proof: '',
    observedAt: inHours(-1, Date.now()),
    until: inHours(FIRST_DAYS * 24, Date.now()),
  }));
  return (
    <ActionDialog
      title={`Record a proof: ${serviceTitle}, ${ruleTitle}`}
      isOpen
      action="Record"
      obstacle={findEvidenceObstacle(draft, Date.now())}
      act={() =>
        client.recordEvidence({
          body: {
            ruleId,
            serviceId,
            statement: draft.statement.trim(),
            proof: draft.proof.trim(),
            observedAt: toInstant(draft.observedAt),
            until: toInstant(draft.until),
          },
        })
      }
      onDone={() =>
        onDone(`It is recorded that ${serviceTitle} was proved by hand.`)
      }
      onClose={onClose}
    >
      <Fields
        draft={draft}
        onChange={change => setDraft(before => ({ ...before, ...change }))}
      />
    </ActionDialog>
  );
}
