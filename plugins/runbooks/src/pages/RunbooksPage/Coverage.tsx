import { Panel } from '@254carbon/backstage-plugin-platform-react';
import type { RunbookCoverage } from '@254carbon/backstage-plugin-platform-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import styles from './RunbooksPage.module.css';

/** How many live services have a runbook, counted, and which have none. */
export function Coverage(props: { coverage: RunbookCoverage }) {
  const { covered, uncovered } = props.coverage;
  const total = covered.length + uncovered.length;
  if (total === 0) {
    return (
      <Panel title="Coverage">
        <p className={styles.text}>
          Not known: the catalog holds no live service yet, so there is nothing
          to compare the runbooks with.
        </p>
      </Panel>
    );
  }
  return (
    <Panel title="Coverage">
      <p className={styles.text}>
        <strong>
          {covered.length} of {total}
        </strong>{' '}
        live services have a runbook; counted from the catalog.
      </p>
      {uncovered.length > 0 ? (
        <details>
          <summary>
            {uncovered.length} {uncovered.length === 1 ? 'service' : 'services'}{' '}
            without a runbook
          </summary>
          <ul className={styles.uncovered}>
            {uncovered.map(ref => (
              <li key={ref}>
                <EntityRefLink entityRef={ref} hideIcon />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}
