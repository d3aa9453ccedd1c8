/**
 * What people can say about a verdict that does not pass: that it is to be set aside for a while, or that they proved
 * it by hand. Only those who may are offered it; for all others the verdict stands as it is.
 */
import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  readinessEvidenceRecordPermission,
  readinessExemptionRequestPermission,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';
import { useState } from 'react';
import { RecordEvidenceDialog } from '../Evidence';
import { RequestExemptionDialog, VerdictSubject } from '../Exemptions';
import { ReadinessLink } from '../ReadinessLink';
import styles from './VerdictActions.module.css';

type Asked = 'exemption' | 'evidence';

/** Whether a verdict is certain, or about nothing: then there is nothing to say. */
function isSettled({ outcome, stale }: Verdict): boolean {
  return outcome === 'not-applicable' || (outcome === 'pass' && !stale);
}

function useOffers(props: {
  verdict: Verdict;
  subject: VerdictSubject;
  acceptsEvidence: boolean;
  isRequested: boolean;
}): Asked[] {
  const { verdict, subject, acceptsEvidence, isRequested } = props;
  const resourceRef = subject.serviceId;
  const request = usePermission({
    permission: readinessExemptionRequestPermission,
    resourceRef,
  });
  const record = usePermission({
    permission: readinessEvidenceRecordPermission,
    resourceRef,
  });
  if (isSettled(verdict)) return [];
  const mayAsk = request.allowed && !verdict.exemption && !isRequested;
  return [
    ...(mayAsk ? (['exemption'] as const) : []),
    ...(record.allowed && acceptsEvidence ? (['evidence'] as const) : []),
  ];
}

const WORDS: Readonly<Record<Asked, string>> = {
  exemption: 'Request an exemption...',
  evidence: 'Record a proof...',
};

/** The buttons, each with its dialog, and the way to a request that waits. */
export function VerdictActions(props: {
  verdict: Verdict;
  subject: VerdictSubject;
  /** People can prove the rule. */
  acceptsEvidence: boolean;
  /** An exemption of it waits for approval. */
  isRequested: boolean;
  onChanged: (said: string) => void;
}) {
  const { subject, isRequested, onChanged } = props;
  const [open, setOpen] = useState<Asked>();
  const offers = useOffers(props);
  const done = (said: string) => {
    setOpen(undefined);
    onChanged(said);
  };
  const close = () => setOpen(undefined);
  return (
    <div className={styles.actions}>
      {isRequested ? (
        <ReadinessLink
          to={`/exemptions?phase=requested&service=${subject.serviceId}`}
        >
          An exemption waits for approval
        </ReadinessLink>
      ) : null}
      {offers.map(offer => (
        <Button
          key={offer}
          size="small"
          variant="secondary"
          aria-label={`${WORDS[offer]} ${subject.serviceTitle}, ${subject.ruleTitle}`}
          onPress={() => setOpen(offer)}
        >
          {WORDS[offer]}
        </Button>
      ))}
      {open === 'exemption' ? (
        <RequestExemptionDialog
          subject={subject}
          onClose={close}
          onDone={done}
        />
      ) : null}
      {open === 'evidence' ? (
        <RecordEvidenceDialog subject={subject} onClose={close} onDone={done} />
      ) : null}
    </div>
  );
}
