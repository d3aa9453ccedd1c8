import { Incident } from '@254carbon/backstage-plugin-platform-common';
import { ActionDialog } from '@254carbon/backstage-plugin-platform-react';
import { TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { usePlatformClient } from '../../hooks/usePlatform';

/** Says that somebody has seen an incident and takes care of it. Open as long as it is rendered, so that it begins empty each time. */
export function AcknowledgeDialog(props: {
  incident: Incident;
  onClose: () => void;
  onDone: (said: string) => void;
}) {
  const { incident, onClose, onDone } = props;
  const client = usePlatformClient();
  const [note, setNote] = useState('');
  return (
    <ActionDialog
      title={`Acknowledge: ${incident.title} is ${incident.state}`}
      isOpen
      action="Acknowledge"
      obstacle={note.trim() ? undefined : 'Write what you know or do.'}
      act={() =>
        client.acknowledgeIncident({
          params: { id: incident.id },
          body: { note: note.trim() },
        })
      }
      onDone={() => onDone(`${incident.title} is acknowledged.`)}
      onClose={onClose}
    >
      <TextAreaField
        label="Note"
        description="Everybody sees it beside the incident; it ends with the incident."
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
    </ActionDialog>
  );
}
