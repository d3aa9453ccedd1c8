/**
 * What can be done about an exemption, by those who may: somebody else than who asked approves or rejects it, and whoever
 * may ask may also end it. Each says what it will do before it does it.
 */
import { Button, TextAreaField } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ExemptionView,
  readinessExemptionApprovePermission,
  readinessExemptionRequestPermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  ActionDialog,
  Person,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { useMe } from '../../hooks/useGovernance';
import { useReadinessClient } from '../../hooks/useReadiness';
import styles from './Exemptions.module.css';

/** What is done to an exemption, in words and in what has to be said. */
const DECISIONS = {
  approve: {
    button: 'Approve',
    effect: 'The rule is set aside for the service at once, until the end.',
    done: 'is approved and in force',
    note: 'Note (not needed)',
    needsNote: false,
  },
  reject: {
    button: 'Reject',
    effect: 'The rule goes on to count.',
    done: 'is rejected',
    note: 'Why, so that whoever asked knows',
    needsNote: true,
  },
  revoke: {
    button: 'End now',
    effect: 'The rule counts again at once; the record stays.',
    done: 'is ended',
    note: 'Why it ends now',
    needsNote: true,
  },
} as const;

type Decision = keyof typeof DECISIONS;

function useDecide(exemption: ExemptionView) {
  const client = useReadinessClient();
  const params = { id: exemption.id };
  return (decision: Decision, note: string) => {
    if (decision === 'approve')
      return client.approveExemption({
        params,
        body: note ? { note } : {},
      });
    return decision === 'reject'
      ? client.rejectExemption({ params, body: { note } })
      : client.revokeExemption({ params, body: { note } });
  };
}

/** Everything that somebody has to know who decides. */
export function ExemptionFacts(props: { exemption: ExemptionView }) {
  const { reason, compensatingControl, owner, requestedBy, until } =
    props.exemption;
  return (
    <dl className={styles.facts}>
      <dt>Reason</dt>
      <dd>{reason}</dd>
      <dt>Meanwhile</dt>
      <dd>{compensatingControl}</dd>
      <dt>Answers for it</dt>
      <dd>
        <Person entityRef={owner} />
      </dd>
      <dt>Asked by</dt>
      <dd>
        <Person entityRef={requestedBy} />
      </dd>
      <dt>Until</dt>
      <dd>{absoluteTime(until)}</dd>
    </dl>
  );
}

function DecisionDialog(props: {
  exemption: ExemptionView;
  decision: Decision;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const { exemption, decision, onClose, onDone } = props;
  const { button, effect, done, note: label, needsNote } = DECISIONS[decision];
  const { ruleTitle, serviceTitle } = exemption;
  const [note, setNote] = useState('');
  const decide = useDecide(exemption);
  return (
    <ActionDialog
      title={`${button}: ${serviceTitle}, ${ruleTitle}`}
      isOpen
      action={button}
      destructive={decision !== 'approve'}
      obstacle={needsNote && note.trim().length < 3 ? 'Write why.' : undefined}
      act={() => decide(decision, note.trim())}
      onDone={() => onDone(`The exemption of ${serviceTitle} ${done}.`)}
      onClose={onClose}
    >
      <ExemptionFacts exemption={exemption} />
      <p className={styles.note}>{effect}</p>
      <TextAreaField
        label={label}
        value={note}
        onChange={setNote}
        maxLength={2000}
      />
    </ActionDialog>
  );
}

/** Which decisions are open to the reader: none on what one asked for oneself, but to take it back. */
function useDecisions(exemption: ExemptionView): Decision[] {
  const { phase, serviceId, requestedBy } = exemption;
  const me = useMe();
  const approve = usePermission({
    permission: readinessExemptionApprovePermission,
    resourceRef: serviceId,
  });
  const request = usePermission({
    permission: readinessExemptionRequestPermission,
    resourceRef: serviceId,
  });
  const isOthers = me !== undefined && me !== requestedBy;
  // What waits is taken back by who asked; whoever else decides on it rejects it.
  const mayEnd =
    phase === 'in-force' || (phase === 'requested' && me === requestedBy);
  return [
    ...(phase === 'requested' && approve.allowed && isOthers
      ? (['approve', 'reject'] as const)
      : []),
    ...(mayEnd && request.allowed ? (['revoke'] as const) : []),
  ];
}

/** The buttons, each with its dialog; nothing for those who may do nothing. */
export function ExemptionActions(props: {
  exemption: ExemptionView;
  onChanged: (said: string) => void;
}) {
  const { exemption, onChanged } = props;
  const [open, setOpen] = useState<Decision>();
  const decisions = useDecisions(exemption);
  const { phase, serviceTitle, ruleTitle } = exemption;
  if (decisions.length === 0) return null;
  return (
    <div className={styles.actions}>
      {decisions.map(decision => {
        const takesBack = decision === 'revoke' && phase === 'requested';
        const words = takesBack ? 'Take back' : DECISIONS[decision].button;
        return (
          <Button
            key={decision}
            size="small"
            variant={decision === 'approve' ? 'primary' : 'secondary'}
            aria-label={`${words}: ${serviceTitle}, ${ruleTitle}`}
            onPress={() => setOpen(decision)}
          >
            {words}
          </Button>
        );
      })}
      {open ? (
        <DecisionDialog
          exemption={exemption}
          decision={open}
          onClose={() => setOpen(undefined)}
          onDone={said => {
            setOpen(undefined);
            onChanged(said);
          }}
        />
      ) : null}
    </div>
  );
}
