/**
 * Other rules over the same facts, before they are turned on: what the scores would be, and why. What is tried is in the
 * address, so that it can be discussed; nothing is changed by trying.
 */
import { ReadinessOverview } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Panel,
  TimeField,
  timeOfField,
  toInstant,
} from '@254carbon/backstage-plugin-platform-react';
import { ReadinessView } from '../components/ReadinessView';
import {
  readSettings,
  ReplayFields,
  ReplayResult,
  ReplaySettings,
  writeSettings,
} from '../components/Replay';
import { useAddress } from '../hooks/useAddress';
import { useReplay } from '../hooks/useHistory';
import { useReport } from '../hooks/useReadiness';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

function Result(props: {
  overview: ReadinessOverview;
  settings: ReplaySettings;
  at?: string;
}) {
  const { overview, settings, at } = props;
  const query = useReplay({
    at,
    weights: settings.weights,
    disabledRules: settings.off,
  });
  const titleOf = (id: string) =>
    overview.rules.find(rule => rule.id === id)?.title ?? id;
  return (
    <ReadinessView query={query} what="what it would be" rows={8}>
      {replay => <ReplayResult replay={replay} titleOf={titleOf} />}
    </ReadinessView>
  );
}

/** What the scores would be by other rules. */
export function ReplayPage() {
  const { values, ask } = useAddress({ off: '', weigh: '', at: '' });
  const settings = readSettings(values);
  const at = Number.isNaN(Date.parse(values.at)) ? undefined : values.at;
  const isAsked =
    settings.off.length > 0 || Object.keys(settings.weights).length > 0 || at;
  const query = useReport();
  return (
    <ReadinessFrame
      title="Try other rules"
      lead="What the scores would be with other weights or without a rule, judged over the facts that are remembered. Nothing is changed by trying; what is in force is set in the configuration."
      page="/replay"
    >
      <ReadinessView query={query} what="the rules" rows={8}>
        {overview => (
          <div className={styles.stack}>
            <Panel title="What is tried">
              <ReplayFields
                rules={overview.rules}
                settings={settings}
                onChange={changed => ask(writeSettings(changed))}
              />
              <div className={styles.fields}>
                <TimeField
                  label="Facts of (UTC); empty means now"
                  value={at ? at.slice(0, 16) : ''}
                  onChange={field =>
                    ask({
                      at: Number.isNaN(timeOfField(field))
                        ? ''
                        : toInstant(field),
                    })
                  }
                />
              </div>
            </Panel>
            <Panel title="What it would be">
              {isAsked ? (
                <Result overview={overview} settings={settings} at={at} />
              ) : (
                <EmptyState title="Nothing is tried yet">
                  Choose a rule and another weight for it, or turn it off; or
                  choose a moment of the past.
                </EmptyState>
              )}
            </Panel>
          </div>
        )}
      </ReadinessView>
    </ReadinessFrame>
  );
}
