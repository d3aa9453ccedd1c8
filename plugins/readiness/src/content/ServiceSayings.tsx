import {
  EvidenceView,
  ExemptionView,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
  Person,
  Query,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { WithdrawButton } from '../components/Evidence';
import { ExemptionActions, ExemptionPhase } from '../components/Exemptions';
import { ProofText } from '../components/Proof';
import { RuleLink } from '../components/RuleLink';
import { useEvidence } from '../hooks/useGovernance';
import { READ_PERMISSION } from '../hooks/useReadiness';
import styles from '../components/Exemptions/Exemptions.module.css';

function ExemptionItem(props: {
  exemption: ExemptionView;
  onChanged: (said: string) => void;
}) {
  const { exemption, onChanged } = props;
  const { ruleId, ruleTitle, reason, compensatingControl, owner, until } =
    exemption;
  return (
    <li className={styles.item}>
      <div>
        <RuleLink ruleId={ruleId} title={ruleTitle} />:{' '}
        <ExemptionPhase exemption={exemption} />
        <div>{reason}</div>
        <div className={styles.note}>
          Meanwhile: {compensatingControl} <Person entityRef={owner} /> answers
          for it; ends <Freshness at={until} />.
        </div>
      </div>
      <ExemptionActions exemption={exemption} onChanged={onChanged} />
    </li>
  );
}

function EvidenceItem(props: {
  evidence: EvidenceView;
  onChanged: (said: string) => void;
}) {
  const { evidence, onChanged } = props;
  const { ruleId, ruleTitle, statement, proof, author, observedAt, until } =
    evidence;
  return (
    <li className={styles.item}>
      <div>
        <RuleLink ruleId={ruleId} title={ruleTitle} />: proved by{' '}
        <Person entityRef={author} /> <Freshness at={observedAt} />, counts
        until <Freshness at={until} />
        {evidence.phase === 'in-force' ? '' : ` (${evidence.phase})`}
        <div>{statement}</div>
        <div className={styles.note}>
          Proof: <ProofText proof={proof} />
        </div>
      </div>
      <WithdrawButton evidence={evidence} onChanged={onChanged} />
    </li>
  );
}

/** What people say about a service: what is set aside, and what they proved by hand. */
export function ServiceSayings(props: {
  serviceId: string;
  exemptions: Query<{ exemptions: ExemptionView[] }>;
  onChanged: (said: string) => void;
}) {
  const { serviceId, exemptions, onChanged } = props;
  const evidence = useEvidence({ service: serviceId });
  const changed = (said: string) => {
    evidence.reload();
    onChanged(said);
  };
  return (
    <Panel title="What people say">
      <QueryView
        query={exemptions}
        what="the exemptions of this service"
        permission={READ_PERMISSION}
        rows={2}
      >
        {({ exemptions: all }) =>
          all.length === 0 ? (
            <EmptyState title="Nothing about it is exempt">
              A verdict that does not pass offers to request an exemption.
            </EmptyState>
          ) : (
            <ul className={styles.list} aria-label="Exemptions">
              {all.map(exemption => (
                <ExemptionItem
                  key={exemption.id}
                  exemption={exemption}
                  onChanged={changed}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      <QueryView
        query={evidence}
        what="what people proved"
        permission={READ_PERMISSION}
        rows={2}
      >
        {({ evidence: all }) =>
          all.length === 0 ? null : (
            <ul className={styles.list} aria-label="Proved by people">
              {all.map(item => (
                <EvidenceItem
                  key={item.id}
                  evidence={item}
                  onChanged={changed}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  );
}
