import { Link } from '@backstage/core-components';
import type { RunbookRow } from '../../model/toRunbookRow';
import { RiskLabel } from '../RiskLabel';
import { VerifiedState } from '../VerifiedState';
import styles from './RunbookList.module.css';

/** The runbooks of one service: title, what it does, how risky it is, whether anybody has tried it. */
export function RunbookList(props: { rows: RunbookRow[] }) {
  return (
    <ul className={styles.list}>
      {props.rows.map(row => (
        <li key={row.ref} className={styles.item}>
          <Link to={row.href}>{row.title}</Link>
          <p className={styles.summary}>{row.summary}</p>
          <p className={styles.facts}>
            <RiskLabel risk={row.risk} />
            <VerifiedState row={row} />
            {row.estimatedMinutes ? (
              <span>about {row.estimatedMinutes} min</span>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
