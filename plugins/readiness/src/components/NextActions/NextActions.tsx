import { ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';
import { NextAction } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  instantsInWords,
} from '@254carbon/backstage-plugin-platform-react';
import { exactRangeInWords, levelInWords, shareInWords } from '../../words';
import { effortInWords, Remedy } from '../Remedy';
import { RuleLink } from '../RuleLink';
import { ServiceLink } from '../ServiceLink';
import styles from './NextActions.module.css';

const FIRST = 8;

function Outcome(props: { action: NextAction; whose: string }) {
  const { action, whose } = props;
  const { leadsTo, reaches, uncaps } = action;
  return (
    <div className={styles.note}>
      <RuleLink ruleId={action.ruleId} title={action.ruleTitle} />. Leads{' '}
      {whose} to {exactRangeInWords(leadsTo)}
      {reaches ? ` and the service to ${levelInWords(reaches)}` : ''}
      {uncaps > 0 ? `; ${uncaps} points of it by lifting a cap` : ''}. Effort:{' '}
      {effortInWords(action.remedy)}.
    </div>
  );
}

function Action(props: { action: NextAction; whose: string }) {
  const { action, whose } = props;
  const { kind, gain, leadsTo, remedy } = action;
  const summary = instantsInWords(action.summary);
  return (
    <li className={styles.action}>
      <span
        className={styles.gain}
        title={`${gain} of ${leadsTo.of} points of ${whose}`}
      >
        {gain === 0 ? '0' : shareInWords(gain, leadsTo.of)}
      </span>
      <div className={styles.body}>
        <div>
          <ServiceLink
            entityRef={action.entityRef}
            title={action.serviceTitle}
          />
          {': '}
          {kind === 'mend' ? summary : `find out. ${summary}`}
        </div>
        <Outcome action={action} whose={whose} />
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

/** What to do next, in the order given: by what the score gains. */
export function NextActions(props: {
  actions: readonly NextAction[];
  /** Whose score gains: `the platform` unless given. */
  whose?: string;
  /** How many are shown before the reader asks for all. */
  first?: number;
  /** Said when there is none; that everything passes unless given. */
  none?: ReactNode;
}) {
  const { actions, whose = 'the platform', first = FIRST, none } = props;
  const [all, setAll] = useState(false);
  if (actions.length === 0) {
    return (
      <>
        {none ?? (
          <EmptyState title="Nothing to do">
            Every rule that applies passes or is set aside, and everything is
            known.
          </EmptyState>
        )}
      </>
    );
  }
  const shown = all ? actions : actions.slice(0, first);
  return (
    <>
      <ol className={styles.list}>
        {shown.map(action => (
          <Action
            key={`${action.serviceId} ${action.ruleId}`}
            action={action}
            whose={whose}
          />
        ))}
      </ol>
      {actions.length > first ? (
        <Button variant="secondary" onPress={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${actions.length}`}
        </Button>
      ) : null}
    </>
  );
}
