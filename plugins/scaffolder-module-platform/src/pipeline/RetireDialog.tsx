/** The end of a pipeline: with a reason, and in production with somebody else who approves it first. */
import {
  ApprovalState,
  PipelineChangeReport,
  PipelineState,
} from '@254carbon/backstage-plugin-platform-common';
import { ActionDialog } from '@254carbon/backstage-plugin-platform-react';
import { TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useDataSourcesClient } from '../client/useDataSourcesClient';

const SHORTEST = 5;

/** What has to be done first; `ask` and `wait` are for production. */
export function stepOf({
  needed,
  state,
}: ApprovalState): 'retire' | 'ask' | 'wait' {
  if (!needed || state === 'approved') return 'retire';
  return state === 'requested' ? 'wait' : 'ask';
}

/** The dialog, for retiring or for asking. */
export function RetireDialog(props: {
  pipeline: PipelineState;
  isOpen: boolean;
  onRetired: (report: PipelineChangeReport) => void;
  onAsked: () => void;
  onClose: () => void;
}) {
  const { pipeline, isOpen, onRetired, onAsked, onClose } = props;
  const { name, madeWith, retirement } = pipeline;
  const client = useDataSourcesClient();
  const [reason, setReason] = useState('');
  const isAsking = stepOf(retirement) === 'ask';
  const act = async () => {
    if (!isAsking) {
      onRetired(
        await client.retirePipeline({ params: { name }, body: { reason } }),
      );
      return;
    }
    await client.requestApproval({
      body: {
        template: madeWith?.template ?? 'template:default/unknown',
        values: { name },
        purpose: 'retire',
        reason,
      },
    });
    onAsked();
  };
  return (
    <ActionDialog
      title={isAsking ? `Ask to retire ${name}` : `Retire ${name}`}
      action={isAsking ? 'Ask' : 'Retire'}
      destructive={!isAsking}
      isOpen={isOpen}
      obstacle={
        reason.trim().length < SHORTEST
          ? 'Write why it is not needed any more.'
          : undefined
      }
      act={act}
      onDone={() => undefined}
      onClose={onClose}
    >
      <p>
        {isAsking ? `${retirement.reason} After that: ` : ''}
        Its schedule is switched off, its workflow goes offline, its repository
        takes no more commits, its entity is deprecated. Its table is kept.
      </p>
      <TextAreaField
        label="Why it is not needed any more"
        value={reason}
        onChange={setReason}
      />
    </ActionDialog>
  );
}
