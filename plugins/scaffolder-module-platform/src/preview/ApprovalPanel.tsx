/** Production needs a second person: where that stands, and a way to ask. */
import { Preview } from '@254carbon/backstage-plugin-platform-common';
import {
  ActionDialog,
  Panel,
} from '@254carbon/backstage-plugin-platform-react';
import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { About } from '../client/FormAbout';
import { useDataSourcesClient } from '../client/useDataSourcesClient';

const WORDS: Readonly<Record<Preview['approval']['state'], string>> = {
  none: 'Nobody has been asked yet.',
  requested: 'It waits for somebody else to decide.',
  approved: 'Somebody else has approved exactly these values.',
  rejected: 'Somebody else has rejected it; change it, or ask again.',
  expired: 'The approval is too old; ask again.',
};
const SHORTEST = 5;

/** Asks for exactly these values: to make a pipeline, or to change the one that stands. */
function useAsk(
  { template = '', changing }: About,
  values: Record<string, unknown>,
) {
  const client = useDataSourcesClient();
  const purpose = changing === undefined ? 'create' : 'change';
  return (reason: string) =>
    client.requestApproval({
      body: { template, values, reason, purpose },
    });
}

/** The panel with its dialog. */
export function ApprovalPanel(props: {
  preview: Preview;
  about: About;
  values: Record<string, unknown>;
  onAsked: () => void;
}) {
  const { preview, about, values, onAsked } = props;
  const { approval } = preview;
  const ask = useAsk(about, values);
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const mayAsk =
    preview.mayCreate && !['requested', 'approved'].includes(approval.state);
  return (
    <Panel
      title="A second person"
      actions={
        mayAsk ? (
          <Button variant="secondary" onPress={() => setIsOpen(true)}>
            Ask for approval...
          </Button>
        ) : undefined
      }
    >
      <p role="status">
        {approval.reason} {WORDS[approval.state]}
      </p>
      <ActionDialog
        title="Ask for approval"
        action="Ask"
        isOpen={isOpen}
        obstacle={
          reason.trim().length < SHORTEST
            ? 'Write why it is needed.'
            : undefined
        }
        act={() => ask(reason)}
        onDone={() => {
          setIsOpen(false);
          onAsked();
        }}
        onClose={() => setIsOpen(false)}
      >
        <TextAreaField
          label="Why it is needed"
          value={reason}
          onChange={setReason}
        />
      </ActionDialog>
    </Panel>
  );
}
