import { TextAreaField } from '@backstage/ui';
import { ActionDialog } from '.';

export default { title: 'ActionDialog', component: ActionDialog };

export const Open = {
  render: () => (
    <ActionDialog
      title="Acknowledge Trino"
      isOpen
      action="Acknowledge"
      act={async () => {}}
      onDone={() => {}}
      onClose={() => {}}
    >
      <TextAreaField label="Note" />
    </ActionDialog>
  ),
};
