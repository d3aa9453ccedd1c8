import { useState } from 'react';
import { Button } from '@backstage/ui';
import { NextAction } from '@254carbon/backstage-plugin-platform-common';
import { EmptyState } from '@254carbon/backstage-plugin-platform-react';
import { levelInWords, rangeInWords, shareInWords } from '../../words';
import { Remedy } from '../Remedy';
import { RuleLink } from '../RuleLink';
import { ServiceLink } from '../ServiceLink';
import styles from './NextActions.module.css';

const FIRST = 8;

function Action(props: { action: NextAction }) {
  const { action } = props;
  const { kind, gain, leadsTo, reaches, remedy } = action;
  return (
    <li className={styles.action}>
      <span
        className={styles.gain}
        title={`${gain} of ${leadsTo.of} points of the platform`}
      >
        {shareInWords(gain, leadsTo.of)}
      </span>
      <div className={styles.body}>
        <div>
          <ServiceLink
            entityRef={action.entityRef}
            title={action.serviceTitle}
          />
          {': '}
          {kind === 'mend' ? action.summary : `find out. ${action.summary}`}
        </div>
        <div className={styles.note}>
          <RuleLink ruleId={action.ruleId} title={action.ruleTitle} />. Leads
          the platform to {rangeInWords(leadsTo)}
          {reaches ? ` and the service to ${levelInWords(reaches)}` : ''}.
        </div>
        <details className={styles.how}>
          <summary>
            {kind === 'mend' ? 'How to mend it' : 'How to find out'}
            <span className={styles.hidden}> for {action.serviceTitle}</span>
          </summary>
          <Remedy remedy={remedy} />
        </details>
      </div>
    </li>
  );
}

/** What to do next, ordered by what the platform's score gains. */
export function NextActions(props: { actions: NextAction[] }) {
  const { actions } = props;
  const [all, setAll] = useState(false);
  if (actions.length === 0) {
    return (
      <EmptyState title="Nothing to do">
        Every rule that applies passes, and everything is known.
      </EmptyState>
    );
  }
  const shown = all ? actions : actions.slice(0, FIRST);
  return (
    <>
      <ol className={styles.list}>
        {shown.map(action => (
          <Action
            key={`${action.serviceId} ${action.ruleId}`}
            action={action}
          />
        ))}
      </ol>
      {actions.length > FIRST ? (
        <Button variant="secondary" onPress={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${actions.length}`}
        </Button>
      ) : null}
    </>
  );
}
