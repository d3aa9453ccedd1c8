import {
  RuleInfo,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import { shareInWords } from '../../words';
import { RuleLink } from '../RuleLink';
import styles from './ChangeList.module.css';

/** Why the score moved: verdicts that became other ones, with what that did to the platform's score. */
export function ChangeList(props: {
  changes: VerdictChange[];
  rules: RuleInfo[];
  /** Points of the platform's score in all, to show a change as a share. */
  of: number;
}) {
  const { changes, rules, of } = props;
  if (changes.length === 0) {
    return (
      <EmptyState title="Nothing has changed yet">
        No verdict has become another one since the portal began to judge.
      </EmptyState>
    );
  }
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  return (
    <ul className={styles.list}>
      {changes.map(change => (
        <li
          key={`${change.at} ${change.serviceId} ${change.ruleId}`}
          className={styles.change}
        >
          <span className={styles.delta}>
            {change.delta === 0 ? '0' : shareInWords(change.delta, of)}
          </span>
          <div className={styles.body}>
            <div>
              {change.from ? <StatusPill state={change.from} /> : 'new'}
              {' to '}
              {change.to ? <StatusPill state={change.to} /> : 'gone'}{' '}
              <strong>{change.serviceTitle}</strong>
            </div>
            <div>{change.summary}</div>
            <div className={styles.note}>
              <RuleLink
                ruleId={change.ruleId}
                title={titles.get(change.ruleId) ?? change.ruleId}
              />
              , <Freshness at={change.at} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
