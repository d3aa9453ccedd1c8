import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ExemptionView,
  readinessContract,
  readinessExemptionApprovePermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  StateIcon,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './panels.module.css';

function Waiting(props: { exemption: ExemptionView }) {
  const { serviceId, serviceTitle, ruleTitle, requestedAt } = props.exemption;
  const { allowed } = usePermission({
    permission: readinessExemptionApprovePermission,
    resourceRef: serviceId,
  });
  if (!allowed) return null;
  return (
    <li>
      <StateIcon state="unknown" />{' '}
      <Link
        to={`/readiness/exemptions?phase=requested&service=${serviceId}`}
        underline="always"
      >
        {`Approve or reject an exemption: ${serviceTitle}, ${ruleTitle}`}
      </Link>
      , asked <Freshness at={requestedAt} />
    </li>
  );
}

/** Exemptions that wait for the reader's approval and that somebody else asked for; nothing where nothing waits. */
export function ApprovalsList() {
  const identity = useApi(identityApiRef);
  const client = useContractClient(readinessContract);
  const { data } = useQuery({
    key: 'approvals',
    load: async signal => {
      const [{ userEntityRef }, { exemptions }] = await Promise.all([
        identity.getBackstageIdentity(),
        client.listExemptions({ query: { phase: 'requested' } }, { signal }),
      ]);
      return exemptions.filter(
        ({ requestedBy }) => requestedBy !== userEntityRef,
      );
    },
    refreshMs: 60_000,
  });
  if (!data || data.length === 0) return null;
  return (
    <ul className={styles.own} aria-label="Waits for your approval">
      {data.map(exemption => (
        <Waiting key={exemption.id} exemption={exemption} />
      ))}
    </ul>
  );
}
