/**
 * What waits for the reader's approval and was asked for by somebody else: exemptions of readiness, and pipelines for
 * production. Nothing is shown where nothing waits, and a sentence where that cannot be read.
 */
import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Approval,
  dataSourcesContract,
  ExemptionView,
  pipelineApprovePermission,
  readinessContract,
  readinessExemptionApprovePermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  Query,
  StaleNotice,
  StateIcon,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './panels.module.css';

const REFRESH_MS = 60_000;

function WaitingItem(props: { to: string; words: string; askedAt: string }) {
  return (
    <li>
      <StateIcon state="unknown" />{' '}
      <Link to={props.to} underline="always">
        {props.words}
      </Link>
      , asked <Freshness at={props.askedAt} />
    </li>
  );
}

function WaitingExemption(props: { exemption: ExemptionView }) {
  const { serviceId, serviceTitle, ruleTitle, requestedAt } = props.exemption;
  const { allowed } = usePermission({
    permission: readinessExemptionApprovePermission,
    resourceRef: serviceId,
  });
  if (!allowed) return null;
  return (
    <WaitingItem
      to={`/readiness/exemptions?phase=requested&service=${serviceId}`}
      words={`Approve or reject an exemption: ${serviceTitle}, ${ruleTitle}`}
      askedAt={requestedAt}
    />
  );
}

function WaitingPipelines(props: { approvals: readonly Approval[] }) {
  const { allowed } = usePermission({ permission: pipelineApprovePermission });
  if (!allowed) return null;
  return (
    <>
      {props.approvals.map(({ id, name, requestedAt }) => (
        <WaitingItem
          key={id}
          to="/create/approvals"
          words={`Approve or reject a pipeline for production: ${name}`}
          askedAt={requestedAt}
        />
      ))}
    </>
  );
}

/** Those that somebody else asked for. */
function useOthers<T extends { requestedBy: string }>(
  key: string,
  read: (signal: AbortSignal) => Promise<readonly T[]>,
): Query<readonly T[]> {
  const identity = useApi(identityApiRef);
  return useQuery({
    key,
    load: async signal => {
      const [{ userEntityRef }, requests] = await Promise.all([
        identity.getBackstageIdentity(),
        read(signal),
      ]);
      return requests.filter(
        ({ requestedBy }) => requestedBy !== userEntityRef,
      );
    },
    refreshMs: REFRESH_MS,
  });
}

function Unread(props: { what: string; query: Query<unknown> }) {
  const { what, query } = props;
  // Who may not see them has none to decide on.
  if (!query.error || query.forbidden) return null;
  return (
    <StaleNotice
      since={query.loadedAt}
      reason={`Whether ${what} wait for you cannot be read at present.`}
    />
  );
}

/** What waits for the reader's approval. */
export function ApprovalsList() {
  const readiness = useContractClient(readinessContract);
  const dataSources = useContractClient(dataSourcesContract);
  const exemptions = useOthers('waiting exemptions', async signal => {
    const query = { phase: 'requested' as const };
    return (await readiness.listExemptions({ query }, { signal })).exemptions;
  });
  const pipelines = useOthers('waiting pipelines', async signal => {
    const { approvals } = await dataSources.listApprovals(
      { query: {} },
      { signal },
    );
    return approvals.filter(({ state }) => state === 'requested');
  });
  const waiting =
    (exemptions.data?.length ?? 0) + (pipelines.data?.length ?? 0);
  return (
    <>
      <Unread what="exemptions" query={exemptions} />
      <Unread what="pipelines" query={pipelines} />
      {waiting > 0 ? (
        <ul className={styles.own} aria-label="Waits for your approval">
          {exemptions.data?.map(exemption => (
            <WaitingExemption key={exemption.id} exemption={exemption} />
          ))}
          <WaitingPipelines approvals={pipelines.data ?? []} />
        </ul>
      ) : null}
    </>
  );
}
