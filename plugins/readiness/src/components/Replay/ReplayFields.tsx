import { useState } from 'react';
import { Button, Select, TextField } from '@backstage/ui';
import { RuleInfo } from '@254carbon/backstage-plugin-platform-common';
import { changeSettings, isWeight, ReplaySettings } from './settings';
import styles from './Replay.module.css';

function Chosen(props: {
  settings: ReplaySettings;
  titleOf: (ruleId: string) => string;
  onChange: (settings: ReplaySettings) => void;
}) {
  const { settings, titleOf, onChange } = props;
  const lines = [
    ...settings.off.map(id => [id, 'turned off'] as const),
    ...Object.entries(settings.weights).map(
      ([id, weight]) => [id, `weight ${weight}`] as const,
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={styles.chosen} aria-label="What is tried">
      {lines.map(([id, what]) => (
        <li key={id}>
          <strong>{titleOf(id)}</strong>: {what}{' '}
          <Button
            size="small"
            variant="tertiary"
            aria-label={`As it is now: ${titleOf(id)}`}
            onPress={() => onChange(changeSettings(settings, id, 'as-now'))}
          >
            As it is now
          </Button>
        </li>
      ))}
    </ul>
  );
}

function RuleField(props: {
  rules: readonly RuleInfo[];
  value: string;
  onChange: (ruleId: string) => void;
}) {
  const { rules, value, onChange } = props;
  return (
    <Select
      label="Rule"
      size="small"
      search
      placeholder="Choose a rule"
      options={rules.map(({ id, title }) => ({ id, label: title }))}
      value={value || null}
      onChange={key => onChange(key === null ? '' : String(key))}
    />
  );
}

/** Turns rules off and gives them other weights, one at a time. */
export function ReplayFields(props: {
  rules: readonly RuleInfo[];
  settings: ReplaySettings;
  onChange: (settings: ReplaySettings) => void;
}) {
  const { rules, settings, onChange } = props;
  const [ruleId, setRuleId] = useState('');
  const [weight, setWeight] = useState('');
  const rule = rules.find(({ id }) => id === ruleId);
  const isValid = weight === '' || isWeight(weight);
  return (
    <>
      <div className={styles.fields}>
        <RuleField rules={rules} value={ruleId} onChange={setRuleId} />
        <TextField
          label={rule ? `Weight, now ${rule.weight}` : 'Weight'}
          size="small"
          inputMode="numeric"
          value={weight}
          isInvalid={!isValid}
          onChange={setWeight}
        />
        <Button
          size="small"
          isDisabled={!rule || !isWeight(weight)}
          onPress={() => {
            onChange(changeSettings(settings, ruleId, Number(weight)));
            setWeight('');
          }}
        >
          Weigh it so
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={!rule}
          onPress={() => onChange(changeSettings(settings, ruleId, 'off'))}
        >
          Turn it off
        </Button>
      </div>
      {isValid ? null : (
        <p role="alert" className={styles.note}>
          A weight is a whole number above 0.
        </p>
      )}
      <Chosen
        settings={settings}
        titleOf={id => rules.find(found => found.id === id)?.title ?? id}
        onChange={onChange}
      />
    </>
  );
}
