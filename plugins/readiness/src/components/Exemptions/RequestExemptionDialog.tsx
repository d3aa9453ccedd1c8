/**
 * Asks that a rule is not held against a service for a while. It changes nothing by itself: somebody else has to
 * approve it, and the score is shown with and without it as long as it is in force.
 */
import { TextAreaField } from '@backstage/ui';
import { LONGEST_EXEMPTION_DAYS } from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  inHours,
  OwnerField,
  TimeField,
  toInstant,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { useReadinessClient } from '../../hooks/useReadiness';
import { ExemptionDraft, findExemptionObstacle } from './exemptionDraft';
import styles from './Exemptions.module.css';

const FIRST_DAYS = 30;

/** A verdict that people can say something about. */
export interface VerdictSubject {
  ruleId: string;
  ruleTitle: string;
  serviceId: string;
  serviceTitle: string;
  /** Entity ref of who owns the service. */
  owner: string;
}

function Fields(props: {
  draft: ExemptionDraft;
  onChange: (change: Partial<ExemptionDraft>) => void;
}) {
  const { draft, onChange } = props;
  return (
    <>
      <TextAreaField
        label="Why the rule cannot be met for now"
        value={draft.reason}
        onChange={reason => onChange({ reason })}
        maxLength={2000}
      />
      <TextAreaField
        label="What protects the service meanwhile"
        value={draft.compensatingControl}
        onChange={compensatingControl => onChange({ compensatingControl })}
        maxLength={2000}
      />
      <OwnerField value={draft.owner} onChange={owner => onChange({ owner })} />
      <TimeField
        label={`Until (UTC), at most ${LONGEST_EXEMPTION_DAYS} days`}
        value={draft.until}
        onChange={until => onChange({ until })}
      />
      <p className={styles.note}>
        Somebody else has to approve it. Until then the rule counts as before;
        after that the score is shown with and without it.
      </p>
    </>
  );
}

/** The dialog. Open as long as it is rendered, so that it begins afresh each time. */
export function RequestExemptionDialog(props: {
  subject: VerdictSubject;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const { subject, onClose, onDone } = props;
  const { ruleId, ruleTitle, serviceId, serviceTitle, owner } = subject;
  const client = useReadinessClient();
  const [draft, setDraft] = useState<ExemptionDraft>(() => ({
    reason: '',
    compensatingControl: '',
    owner,
    until: inHours(FIRST_DAYS * 24, Date.now()),
  }));
  return (
    <ActionDialog
      title={`Request an exemption: ${serviceTitle}, ${ruleTitle}`}
      isOpen
      action="Request"
      obstacle={findExemptionObstacle(draft, Date.now())}
      act={() =>
        client.requestExemption({
          body: {
            ruleId,
            serviceId,
            reason: draft.reason.trim(),
            compensatingControl: draft.compensatingControl.trim(),
            owner: draft.owner,
            until: toInstant(draft.until),
          },
        })
      }
      onDone={() =>
        onDone(
          `An exemption of ${serviceTitle} is requested; it waits for somebody else to approve it.`,
        )
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
