import type { RunbookRisk } from '@254carbon/backstage-plugin-platform-common';
import {
  RiAlertLine,
  RiEyeLine,
  RiQuestionLine,
  RiToolsLine,
} from '@remixicon/react';
import styles from './RiskLabel.module.css';

const WORDS: Record<RunbookRisk, { word: string; meaning: string }> = {
  'read-only': { word: 'read only', meaning: 'Changes nothing.' },
  low: { word: 'low', meaning: 'Changes what can be changed back.' },
  high: {
    word: 'high',
    meaning: 'People or data can suffer when a step goes wrong.',
  },
};

const ICONS = { 'read-only': RiEyeLine, low: RiToolsLine, high: RiAlertLine };

/** How much harm a wrong step can do: a word with its own shape, and the meaning on hover. */
export function RiskLabel(props: { risk?: RunbookRisk }) {
  const { risk } = props;
  const Icon = risk ? ICONS[risk] : RiQuestionLine;
  const { word, meaning } = risk
    ? WORDS[risk]
    : { word: 'not said', meaning: 'The runbook does not say.' };
  return (
    <span className={styles.label} title={meaning}>
      <Icon size={16} aria-hidden="true" />
      {word}
    </span>
  );
}
