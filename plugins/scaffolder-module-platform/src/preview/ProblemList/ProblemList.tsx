/** Why nothing may be created yet, each with the way back to its field, and what is worth knowing first. */
import { PreviewProblem } from '@254carbon/backstage-plugin-platform-common';
import { StateIcon } from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import styles from './ProblemList.module.css';

/** Problems; refusals first. */
export function ProblemList(props: {
  problems: readonly PreviewProblem[];
  /** What people call a field. */
  titleOf: (field: string) => string;
  onField?: (field: string) => void;
}) {
  const { problems, titleOf, onField } = props;
  const sorted = [...problems].sort(
    (one, other) =>
      Number(other.severity === 'refused') - Number(one.severity === 'refused'),
  );
  return (
    <ul className={styles.list}>
      {sorted.map(({ severity, field, message }) => (
        <li key={`${field} ${message}`} className={styles.item}>
          <StateIcon state={severity === 'refused' ? 'fail' : 'degraded'} />
          <span className={styles.text}>
            <strong>
              {severity === 'refused' ? 'Refused' : 'Worth knowing'}
              {field ? `, ${titleOf(field)}` : ''}:
            </strong>{' '}
            {message}
          </span>
          {field && onField ? (
            <Button
              size="small"
              variant="secondary"
              onPress={() => onField(field)}
            >
              Change {titleOf(field)}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
