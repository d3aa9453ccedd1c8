import {
  Incident,
  platformDeclarationCreatePermission,
  platformIncidentAcknowledgePermission,
} from '@254carbon/backstage-plugin-platform-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { usePlatformClient } from '../../hooks/usePlatform';
import { AcknowledgeDialog } from '../AcknowledgeDialog';
import { DeclareDialog } from '../DeclareDialog';
import styles from './IncidentList.module.css';

type Report = (said: string) => void;

/** Acknowledges, or takes that back: one button, so that the focus stays on it when it becomes the other. */
function AnswerButton(props: { incident: Incident; onChanged: Report }) {
  const { incident, onChanged } = props;
  const client = usePlatformClient();
  const [open, setOpen] = useState(false);
  const isSeen = incident.acknowledgement !== undefined;
  const takeBack = async () => {
    try {
      await client.withdrawAcknowledgement({ params: { id: incident.id } });
      onChanged(`The acknowledgement of ${incident.title} is taken back.`);
    } catch (error) {
      onChanged(`It was not taken back: ${(error as Error).message}`);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={
          isSeen
            ? `Take back the acknowledgement of ${incident.title}`
            : `Acknowledge ${incident.title}`
        }
        onPress={isSeen ? takeBack : () => setOpen(true)}
      >
        {isSeen ? 'Take back' : 'Acknowledge'}
      </Button>
      {open ? (
        <AcknowledgeDialog
          incident={incident}
          onClose={() => setOpen(false)}
          onDone={said => {
            setOpen(false);
            onChanged(said);
          }}
        />
      ) : null}
    </>
  );
}

function DeclareButton(props: { incident: Incident; onChanged: Report }) {
  const { incident, onChanged } = props;
  const [open, setOpen] = useState(false);
  const { serviceId, title, owner } = incident;
  return (
    <>
      <Button
        size="small"
        variant="tertiary"
        aria-label={`Maintenance or expected down: ${title}`}
        onPress={() => setOpen(true)}
      >
        Declare...
      </Button>
      {open ? (
        <DeclareDialog
          service={{ id: serviceId, title, owner }}
          onClose={() => setOpen(false)}
          onDone={said => {
            setOpen(false);
            onChanged(said);
          }}
        />
      ) : null}
    </>
  );
}

/** What can be said about an incident, by those who may say it. What has just begun cannot be acknowledged yet. */
export function IncidentActions(props: {
  incident: Incident;
  onChanged: Report;
}) {
  const { incident, onChanged } = props;
  const resourceRef = incident.serviceId;
  const acknowledge = usePermission({
    permission: platformIncidentAcknowledgePermission,
    resourceRef,
  });
  const declare = usePermission({
    permission: platformDeclarationCreatePermission,
    resourceRef,
  });
  const isOpen = incident.phase === 'open';
  const isDeclared = incident.expectedDown ?? incident.maintenance;
  if (incident.phase === 'closed') return null;
  return (
    <div className={styles.actions}>
      {isOpen && acknowledge.allowed ? (
        <AnswerButton incident={incident} onChanged={onChanged} />
      ) : null}
      {declare.allowed && !isDeclared ? (
        <DeclareButton incident={incident} onChanged={onChanged} />
      ) : null}
    </div>
  );
}
