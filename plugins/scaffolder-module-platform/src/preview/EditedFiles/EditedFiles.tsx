/** Generated files that somebody edited by hand, what a change does with each, and the choice where only a person can say which one stands. */
import {
  EditDecision,
  EditedFile,
} from '@254carbon/backstage-plugin-platform-common';
import {
  StateIcon,
  type State,
} from '@254carbon/backstage-plugin-platform-react';
import { Radio, RadioGroup } from '@backstage/ui';
import styles from './EditedFiles.module.css';

/** What was decided, by path. */
export type Edits = Readonly<Record<string, EditDecision>>;

const STATES: Readonly<Record<EditedFile['outcome'], State>> = {
  kept: 'good',
  merged: 'good',
  replaced: 'degraded',
  undecided: 'unknown',
};
const WORDS: Readonly<Record<EditedFile['outcome'], string>> = {
  kept: 'kept',
  merged: 'put together',
  replaced: 'replaced',
  undecided: 'to be decided',
};

function isDecision(value: string): value is EditDecision {
  return value === 'keep' || value === 'replace';
}

/** The list; `onDecide` is told what becomes of one file. */
export function EditedFiles(props: {
  edited: readonly EditedFile[];
  edits: Edits;
  onDecide: (path: string, decision: EditDecision) => void;
}) {
  const { edited, edits, onDecide } = props;
  return (
    <ul className={styles.list}>
      {edited.map(({ path, outcome, mayDecide, message }) => (
        <li key={path} className={styles.item}>
          <StateIcon state={STATES[outcome]} /> <code>{path}</code>,{' '}
          <strong>{WORDS[outcome]}</strong>: {message}
          {mayDecide ? (
            <RadioGroup
              aria-label={`Which ${path} stands`}
              value={edits[path] ?? ''}
              orientation="horizontal"
              onChange={value =>
                isDecision(value) ? onDecide(path, value) : undefined
              }
            >
              <Radio value="keep">Keep it as it was edited</Radio>
              <Radio value="replace">Take what the template writes</Radio>
            </RadioGroup>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
