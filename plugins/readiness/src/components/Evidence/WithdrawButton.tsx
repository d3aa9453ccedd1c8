import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  EvidenceView,
  readinessEvidenceRecordPermission,
} from '@254carbon/backstage-plugin-platform-common';
import { ActionDialog } from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { useReadinessClient } from '../../hooks/useReadiness';

/** Takes manual evidence back; shown to those who may, as long as it counts. */
export function WithdrawButton(props: {
  evidence: EvidenceView;
  onChanged: (said: string) => void;
}) {
  const { evidence, onChanged } = props;
  const { id, phase, serviceId, serviceTitle, ruleTitle } = evidence;
  const client = useReadinessClient();
  const [open, setOpen] = useState(false);
  const { allowed } = usePermission({
    permission: readinessEvidenceRecordPermission,
    resourceRef: serviceId,
  });
  if (phase !== 'in-force' || !allowed) return null;
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Take back: ${serviceTitle}, ${ruleTitle}`}
        onPress={() => setOpen(true)}
      >
        Take back
      </Button>
      <ActionDialog
        title={`Take back: ${serviceTitle}, ${ruleTitle}`}
        isOpen={open}
        action="Take back"
        destructive
        act={() => client.withdrawEvidence({ params: { id } })}
        onDone={() => {
          setOpen(false);
          onChanged(`The proof for ${serviceTitle} is taken back.`);
        }}
        onClose={() => setOpen(false)}
      >
        <p>
          The verdict is then again what the objects show. The record stays,
          with who took it back.
        </p>
      </ActionDialog>
    </>
  );
}
