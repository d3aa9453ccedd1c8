import {
  platformDeclarationCreatePermission,
  ServiceDetail,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Announcement,
  EmptyState,
  Panel,
} from '@254carbon/backstage-plugin-platform-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { DeclarationList } from '../components/DeclarationList';
import { DeclareDialog } from '../components/DeclareDialog';
import { IncidentItem } from '../components/IncidentList';
import lists from '../components/IncidentList/IncidentList.module.css';
import styles from './ServiceContent.module.css';

function DeclareButton(props: {
  service: ServiceDetail['service'];
  onDone: (said: string) => void;
}) {
  const { service, onDone } = props;
  const [open, setOpen] = useState(false);
  const { allowed } = usePermission({
    permission: platformDeclarationCreatePermission,
    resourceRef: service.id,
  });
  if (!allowed) return null;
  return (
    <>
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        Maintenance or expected down...
      </Button>
      {open ? (
        <DeclareDialog
          service={service}
          onClose={() => setOpen(false)}
          onDone={said => {
            setOpen(false);
            onDone(said);
          }}
        />
      ) : null}
    </>
  );
}

/** What was wrong with a service in the last seven days, and what people say about it. */
export function HistoryPanel(props: {
  detail: ServiceDetail;
  onChanged: () => void;
}) {
  const { service, incidents, declarations } = props.detail;
  const [said, setSaid] = useState('');
  const report = (sentence: string) => {
    setSaid(sentence);
    props.onChanged();
  };
  return (
    <Panel
      title="Incidents and what people say"
      actions={<DeclareButton service={service} onDone={report} />}
    >
      <Announcement>{said}</Announcement>
      {incidents.length === 0 ? (
        <EmptyState title="No incident in the last seven days">
          The portal has seen it neither down nor degraded in that time.
        </EmptyState>
      ) : (
        <ul className={lists.list}>
          {incidents.map(incident => (
            <IncidentItem
              key={incident.id}
              incident={incident}
              onChanged={report}
            />
          ))}
        </ul>
      )}
      {declarations.length > 0 ? (
        <>
          <h3 className={styles.subtitle}>Declared</h3>
          <DeclarationList
            declarations={declarations}
            titleOf={() => service.title}
            onChanged={report}
          />
        </>
      ) : null}
    </Panel>
  );
}
