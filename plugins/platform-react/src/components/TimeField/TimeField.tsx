import { useId } from 'react';
import styles from './TimeField.module.css';

const HOUR_MS = 3_600_000;

/** A time so many hours from now (milliseconds), as the field writes it: `2025-10-24T19:26`, in UTC. */
export function inHours(hours: number, now: number): string {
  return new Date(now + hours * HOUR_MS).toISOString().slice(0, 16);
}

/** The instant that a field says, ISO 8601 in UTC. */
export function toInstant(field: string): string {
  return new Date(`${field}Z`).toISOString();
}

/** The time that a field says, in milliseconds; not a number when it says none. */
export function timeOfField(field: string): number {
  return new Date(`${field}Z`).getTime();
}

/** A date and a time of day in UTC, in the browser's own field. */
export function TimeField(props: {
  label: string;
  /** As the field writes it: `2025-10-24T17:26`; empty for none. */
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
