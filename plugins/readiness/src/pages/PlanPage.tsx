/**
 * The smallest set of fixes that reaches a target, biggest gain first. The reader chooses whose score and how far;
 * both are in the address, so that a plan can be sent to those who are to carry it out.
 */
import { Select, TextField } from '@backstage/ui';
import {
  ReadinessPlan,
  RULE_LEVELS,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { NextActions } from '../components/NextActions';
import { ReadinessView } from '../components/ReadinessView';
import { ScopePicker } from '../components/ScopePicker';
import { useAddress } from '../hooks/useAddress';
import { usePlan } from '../hooks/useHistory';
import { useReport } from '../hooks/useReadiness';
import { useScopeTitles } from '../hooks/useScopeTitles';
import { readScope, scopeInWords } from '../scope';
import {
  countInWords,
  levelInWords,
  movedInWords,
  pointsInWords,
  rangeInWords,
} from '../words';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

const SCORE = 'score';
const FIRST = 50;

/** A target as the API takes it; silver unless the address asks for one. */
function readTarget(text: string): string {
  return /^(bronze|silver|gold|100|[1-9]?\d)$/.test(text) ? text : 'silver';
}

/** `Silver`, `a score of 90`. */
function targetInWords(target: string): string {
  const level = RULE_LEVELS.find(known => known === target);
  return level ? levelInWords(level) : `a score of ${target}`;
}

function TargetFields(props: {
  target: string;
  onChange: (target: string) => void;
}) {
  const { target, onChange } = props;
  const isScore = /^\d+$/.test(target);
  const [typed, setTyped] = useState(isScore ? target : '90');
  const isValid = /^(100|[1-9]?\d)$/.test(typed);
  return (
    <>
      <Select
        label="Target"
        size="small"
        options={[
          ...RULE_LEVELS.map(level => ({
            id: level,
            label: `Level ${levelInWords(level)}`,
          })),
          { id: SCORE, label: 'A score' },
        ]}
        value={isScore ? SCORE : target}
        onChange={key => onChange(key === SCORE ? '90' : String(key ?? ''))}
      />
      {isScore ? (
        <TextField
          label="Score, 0 to 100"
          size="small"
          inputMode="numeric"
          value={typed}
          isInvalid={!isValid}
          description={isValid ? undefined : 'Write a whole number, 0 to 100.'}
          onChange={text => {
            setTyped(text);
            if (/^(100|[1-9]?\d)$/.test(text)) onChange(text);
          }}
        />
      ) : null}
    </>
  );
}

function Steps(props: { plan: ReadinessPlan; whose: string }) {
  const { plan, whose } = props;
  const { steps, reached, from, to, target, judgedAt, atLeast, words } = plan;
  if (steps.length === 0 && reached) {
    return (
      <EmptyState title={`${targetInWords(target)} is reached already`}>
        {pointsInWords(from)}. Choose a higher target.
      </EmptyState>
    );
  }
  return (
    <>
      {reached ? null : (
        <UnknownState
          title={`${targetInWords(target)} is not reached by fixes`}
        >
          Everything that can be mended or found out is below; it leads to{' '}
          {rangeInWords(to)}.
        </UnknownState>
      )}
      <p>
        <span className={styles.figure}>
          {countInWords(steps.length, 'fix', 'fixes')}
        </span>{' '}
        lead {whose} from {rangeInWords(from)} to {rangeInWords(to)} (
        {movedInWords(from, to)})
        {reached ? `, which is ${targetInWords(target)}` : ''}. In the order in
        which to do them; each says what it gains and where it leads. Judged{' '}
        <Freshness at={judgedAt} />.
      </p>
      <p className={styles.note}>
        {words}
        {atLeast > 0 && atLeast < steps.length
          ? ` No plan of fewer than ${countInWords(
              atLeast,
              'fix',
              'fixes',
            )} can reach it.`
          : ''}
      </p>
      {steps.length > 0 ? (
        <NextActions actions={steps} whose={whose} first={FIRST} />
      ) : null}
    </>
  );
}

/** What to do to reach a level or a score. */
export function PlanPage() {
  const { values, ask } = useAddress({ scope: '', id: '', target: 'silver' });
  const of = readScope(values);
  const target = readTarget(values.target);
  const report = useReport();
  const overview = report.data?.state === 'judged' ? report.data : undefined;
  const query = usePlan(of, target);
  const titleOf = useScopeTitles(undefined, of);
  const whose = scopeInWords(of, overview, titleOf);
  return (
    <ReadinessFrame
      title="Plan to a target"
      lead="The smallest set of fixes that was found to reach a level or a score, biggest gain first."
      page="/plan"
      loadedAt={query.loadedAt}
    >
      <Panel title={`From here to ${targetInWords(target)}: ${whose}`}>
        <div className={styles.fields}>
          <ScopePicker
            overview={overview}
            value={of}
            onChange={({ scope, id }) => ask({ scope, id })}
          />
          <TargetFields
            key={/^\d+$/.test(target) ? SCORE : target}
            target={target}
            onChange={asked => ask({ target: asked })}
          />
        </div>
        <ReadinessView
          query={query}
          what="the plan"
          missing="Nothing has this name"
          rows={10}
        >
          {plan => <Steps plan={plan} whose={whose} />}
        </ReadinessView>
      </Panel>
    </ReadinessFrame>
  );
}
