/** What every field looks like: its label, its control, what it is for, and what is worth knowing about what was typed. */
import {
  StateIcon,
  type State,
} from '@254carbon/backstage-plugin-platform-react';
import { ReactNode } from 'react';
import styles from './FieldFrame.module.css';

/** Label, control, description and notes. */
export function FieldFrame(props: {
  id: string;
  title: string;
  required?: boolean;
  description?: string;
  /** Id of the control that the label belongs to; absent when the control says its own name. */
  controls?: string;
  children: ReactNode;
}) {
  const { id, title, required, description, controls } = props;
  const words = (
    <>
      {title}
      {required ? (
        <span aria-hidden="true" className={styles.required}>
          {' '}
          *
        </span>
      ) : null}
    </>
  );
  return (
    <div className={styles.field} id={controls ? undefined : id}>
      {controls ? (
        <label className={styles.label} htmlFor={controls}>
          {words}
        </label>
      ) : (
        <span className={styles.label} aria-hidden="true">
          {words}
        </span>
      )}
      {props.children}
      {description ? <p className={styles.description}>{description}</p> : null}
    </div>
  );
}

/** A sentence about what was typed, with its state. */
export function FieldNote(props: { state: State; children: ReactNode }) {
  return (
    <p className={styles.note} role="status">
      <StateIcon state={props.state} />
      <span>{props.children}</span>
    </p>
  );
}

const focused = new WeakSet<HTMLElement>();

/** Where people begin: the field that the template names takes the focus when it appears. */
function focusOnce(input: HTMLInputElement | null): void {
  if (!input || focused.has(input)) return;
  focused.add(input);
  input.focus();
}

/** One line of text. */
export function TextControl(props: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  /** The form begins here. */
  startsHere?: boolean;
}) {
  const { id, value, onChange, required, invalid, disabled } = props;
  return (
    <input
      id={id}
      className={styles.input}
      type="text"
      value={value}
      required={required}
      disabled={disabled}
      aria-invalid={invalid || undefined}
      autoComplete="off"
      spellCheck={false}
      ref={props.startsHere ? focusOnce : undefined}
      onChange={event => onChange(event.target.value)}
    />
  );
}
