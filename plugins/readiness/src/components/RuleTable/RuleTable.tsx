import {
  CATEGORY_TITLES,
  RuleTally,
} from '@254carbon/backstage-plugin-platform-common';
import { levelInWords } from '../../words';
import { RuleLink } from '../RuleLink';
import styles from './RuleTable.module.css';

const NAMED = 3;

function failingInWords(failing: RuleTally['failing']): string {
  const names = failing.slice(0, NAMED).map(({ title }) => title);
  const more = failing.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The rules in force, by category, with how the services fare. */
export function RuleTable(props: { rules: RuleTally[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Rules in force">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Category</th>
            <th scope="col">Level</th>
            <th scope="col">Weight</th>
            <th scope="col">Pass</th>
            <th scope="col">Unknown</th>
            <th scope="col">Fail</th>
            <th scope="col">Who fails</th>
          </tr>
        </thead>
        <tbody>
          {props.rules.map(({ rule, counts, failing }) => (
            <tr key={rule.id}>
              <th scope="row">
                <RuleLink ruleId={rule.id} title={rule.title} />
              </th>
              <td className={styles.category}>
                {CATEGORY_TITLES[rule.category].title}
              </td>
              <td>{levelInWords(rule.level)}</td>
              <td className={styles.number}>{rule.weight}</td>
              <td className={styles.number}>{counts.pass}</td>
              <td className={styles.number}>{counts.unknown}</td>
              <td className={styles.number}>{counts.fail}</td>
              <td>{failing.length ? failingInWords(failing) : 'nobody'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
