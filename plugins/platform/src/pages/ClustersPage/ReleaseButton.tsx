import { platformClusterReleasePermission } from '@254carbon/backstage-plugin-platform-common';
import { ActionDialog } from '@254carbon/backstage-plugin-platform-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { usePlatformClient } from '../../hooks/usePlatform';

type Release = {
  cluster: string;
  /** Absent: the whole cluster, which is no longer configured. */
  kind?: string;
  /** What goes, in words: `14 v1/pods of cluster demo`. */
  what: string;
  onReleased: (said: string) => void;
};

/** Asks how it is known. Open as long as it is rendered, so that it begins empty each time. */
function ReleaseDialog(props: Release & { onClose: () => void }) {
  const { cluster, kind, what, onReleased, onClose } = props;
  const client = usePlatformClient();
  const [note, setNote] = useState('');
  return (
    <ActionDialog
      title={`Confirm that they are gone: ${what}`}
      isOpen
      action="They are gone"
      destructive
      obstacle={note.trim() ? undefined : 'Write how you know.'}
      act={() =>
        client.releaseCluster({
          params: { name: cluster },
          body: { ...(kind ? { kind } : {}), note: note.trim() },
        })
      }
      onDone={() => {
        onClose();
        onReleased(`It is confirmed: ${what} may go.`);
      }}
      onClose={onClose}
    >
      <p>
        They leave the inventory and the catalog. If they are still there, the
        next good list brings them back.
      </p>
      <TextAreaField
        label="How do you know?"
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
    </ActionDialog>
  );
}

/** Confirms that what is held back is really gone; shown to those who may, the others are told who may. */
export function ReleaseButton(props: Release) {
  const [open, setOpen] = useState(false);
  const { allowed, loading } = usePermission({
    permission: platformClusterReleasePermission,
  });
  if (!allowed) {
    return loading ? null : <>An operator may confirm that they are gone.</>;
  }
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Confirm that they are gone: ${props.what}`}
        onPress={() => setOpen(true)}
      >
        Confirm they are gone
      </Button>
      {open ? (
        <ReleaseDialog {...props} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
