/**
 * A dialog that does one thing and says what came of it. What is refused or fails is told inside the
 * dialog with what was typed still there; it closes only when the thing was done or the reader leaves.
 */
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import {
  FormEvent,
  ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { FailedState } from '../StateViews';
import styles from './ActionDialog.module.css';

function useAction(act: () => Promise<unknown>, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
      onDone();
    } catch (caught) {
      setError(caught as Error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run, forget: () => setError(undefined) };
}

/** The fields of a dialog; what is typed after it opened goes into the first of them. */
function Fields(props: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current
      ?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')
      ?.focus();
  }, []);
  return (
    <div ref={ref} className={styles.form}>
      {props.children}
    </div>
  );
}

/** Title, fields, and one button that acts. */
export function ActionDialog(props: {
  title: string;
  isOpen: boolean;
  /** Words of the button that acts: `Acknowledge`. */
  action: string;
  /** It cannot be undone: the button says so by its look. */
  destructive?: boolean;
  /** Why it cannot be done yet; shown, and the button is off. */
  obstacle?: string;
  act: () => Promise<unknown>;
  /** It was done. */
  onDone: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, isOpen, action, obstacle, destructive, onClose } = props;
  const form = useId();
  const { busy, error, run, forget } = useAction(props.act, props.onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!obstacle && !busy) run();
  };
  const close = () => {
    forget();
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => (open ? undefined : close())}
      width={520}
      isDismissable
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <form id={form} onSubmit={submit} className={styles.form}>
          <Fields>{props.children}</Fields>
          <p role="status" className={styles.note}>
            {busy ? 'It is being done ...' : obstacle}
          </p>
          {error ? (
            <FailedState
              title="It was not done; what you entered is still here"
              error={error}
            />
          ) : null}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={close}>
          Cancel
        </Button>
        <Button
          type="submit"
          form={form}
          destructive={destructive}
          isDisabled={Boolean(obstacle)}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
