/** Forms for production targets: what waits for a second person, and what was decided. */
import {
  Approval,
  pipelineApprovePermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  EmptyState,
  Freshness,
  Panel,
  Person,
  QueryView,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Content } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useDataSourcesClient } from '../client/useDataSourcesClient';

const REFRESH_MS = 30_000;
const SHORTEST = 5;

const WORDS: Readonly<Record<Approval['state'], string>> = {
  requested: 'waits for somebody else to decide',
  approved: 'is approved',
  rejected: 'is rejected',
  expired: 'came to an end before anything was made',
};

/** What is approved: the pipeline itself, a change of it, or its end. */
function titleOf({ name, purpose, state }: Approval): string {
  if (purpose === 'change') return `A change of ${name} ${WORDS[state]}`;
  if (purpose === 'retire') return `The end of ${name} ${WORDS[state]}`;
  return `${name} ${WORDS[state]}`;
}

type Verdict = 'approve' | 'reject';

function DecideDialog(props: {
  approval: Approval;
  verdict: Verdict;
  onDone: () => void;
  onClose: () => void;
}) {
  const { approval, verdict, onDone, onClose } = props;
  const client = useDataSourcesClient();
  const [note, setNote] = useState('');
  const { id, name, reason } = approval;
  const isRejection = verdict === 'reject';
  const act = () =>
    isRejection
      ? client.reject({ params: { id }, body: { note } })
      : client.approve({ params: { id }, body: note ? { note } : {} });
  return (
    <ActionDialog
      title={isRejection ? `Reject ${name}` : `Approve ${name}`}
      action={isRejection ? 'Reject' : 'Approve'}
      destructive={isRejection}
      isOpen
      obstacle={
        isRejection && note.trim().length < SHORTEST
          ? 'Write why it is rejected.'
          : undefined
      }
      act={act}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{reason}</p>
      <TextAreaField
        label={isRejection ? 'Why it is rejected' : 'What to know (optional)'}
        value={note}
        onChange={setNote}
      />
    </ActionDialog>
  );
}

/** One request, with the values that would be used. */
export function ApprovalItem(props: {
  approval: Approval;
  /** May decide, and did not ask. */
  mayDecide: boolean;
  onDecide: (verdict: Verdict) => void;
}) {
  const { approval, mayDecide, onDecide } = props;
  const { name, template, state, reason, requestedBy, requestedAt } = approval;
  return (
    <Panel title={titleOf(approval)}>
      <p>
        <Person entityRef={requestedBy} /> asked <Freshness at={requestedAt} />:{' '}
        {reason}
      </p>
      {approval.decidedBy ? (
        <p>
          <Person entityRef={approval.decidedBy} /> decided
          {approval.note ? `: ${approval.note}` : '.'}
        </p>
      ) : null}
      <details>
        <summary>Values of the form ({template})</summary>
        <dl style={{ overflowWrap: 'anywhere' }}>
          {Object.entries(approval.values).map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {mayDecide && state === 'requested' ? (
        <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
          <Button
            aria-label={`Approve ${name}...`}
            onPress={() => onDecide('approve')}
          >
            Approve...
          </Button>
          <Button
            variant="secondary"
            aria-label={`Reject ${name}...`}
            onPress={() => onDecide('reject')}
          >
            Reject...
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    key: 'me',
    load: () => identity.getBackstageIdentity(),
  });
  return data?.userEntityRef;
}

/** The page. */
export function ApprovalsPage() {
  const client = useDataSourcesClient();
  const me = useMe();
  const { allowed } = usePermission({ permission: pipelineApprovePermission });
  const [asked, setAsked] = useState<{
    approval: Approval;
    verdict: Verdict;
  }>();
  const query = useQuery({
    key: 'approvals',
    load: signal => client.listApprovals({ query: {} }, { signal }),
    refreshMs: REFRESH_MS,
  });
  return (
    <Content>
      <QueryView
        query={query}
        what="the requests"
        permission="data-sources.source.read"
      >
        {({ approvals }) =>
          approvals.length === 0 ? (
            <EmptyState title="Nobody has asked for a second person">
              A form whose target is production asks for one on its preview.
            </EmptyState>
          ) : (
            <div style={{ display: 'grid', gap: 16 }}>
              {approvals.map(approval => (
                <ApprovalItem
                  key={approval.id}
                  approval={approval}
                  mayDecide={allowed && approval.requestedBy !== me}
                  onDecide={verdict => setAsked({ approval, verdict })}
                />
              ))}
            </div>
          )
        }
      </QueryView>
      {asked ? (
        <DecideDialog
          {...asked}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            query.reload();
          }}
        />
      ) : null}
    </Content>
  );
}
