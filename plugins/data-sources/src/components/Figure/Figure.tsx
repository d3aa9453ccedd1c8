import type { ReactNode } from 'react';
import styles from './Figure.module.css';

/** One fact about a source: its name, what is known, and where that is from. */
export function Figure(props: {
  name: string;
  source: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.figure}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.children}</dd>
      <dd className={styles.source}>{props.source}</dd>
    </div>
  );
}

/** Facts side by side; as many columns as there is room for. */
export function Figures(props: { children: ReactNode }) {
  return <dl className={styles.figures}>{props.children}</dl>;
}
