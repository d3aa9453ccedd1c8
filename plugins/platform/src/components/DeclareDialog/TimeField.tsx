import { useId } from 'react';
import styles from './DeclareDialog.module.css';

/** A date and a time of day, in the browser's own field. */
export function TimeField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="datetime-local"
        className={styles.input}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
    </div>
  );
}
