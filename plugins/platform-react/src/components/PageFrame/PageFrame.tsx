import { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/** A page of the portal: title, one sentence on what it answers, what can be done on it, and its panels. */
export function PageFrame(props: {
  title: string;
  /** What the page answers, in one sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>{props.title}</h1>
          {props.lead ? <p className={styles.lead}>{props.lead}</p> : null}
        </div>
        {props.actions}
      </div>
      <div className={styles.stack}>{props.children}</div>
    </main>
  );
}
