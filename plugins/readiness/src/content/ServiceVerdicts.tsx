import {
  ExemptionView,
  RuleInfo,
  ServiceReadiness,
  Verdict,
} from '@254carbon/backstage-plugin-platform-common';
import { RuleLink } from '../components/RuleLink';
import { VerdictActions } from '../components/VerdictActions';
import { VerdictHistory } from '../components/VerdictHistory';
import { NamedVerdict, VerdictList } from '../components/VerdictList';
import { levelInWords } from '../words';

function About(props: { rule: RuleInfo }) {
  const { rule } = props;
  return (
    <>
      {rule.why} Weight {rule.weight}, level {levelInWords(rule.level)}, version{' '}
      {rule.version}. <RuleLink ruleId={rule.id} title="About this rule" />
    </>
  );
}

/** Every verdict about a service, with its proof, its history, and what can be said about it. */
export function ServiceVerdicts(props: {
  readiness: ServiceReadiness;
  exemptions: readonly ExemptionView[];
  onChanged: (said: string) => void;
}) {
  const { readiness, exemptions, onChanged } = props;
  const { report, rules } = readiness;
  const { serviceId, title, owner } = report;
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  const requested = new Set(
    exemptions
      .filter(({ phase }) => phase === 'requested')
      .map(({ ruleId }) => ruleId),
  );
  const describe = (verdict: Verdict): NamedVerdict => {
    const { ruleId } = verdict;
    const rule = byId.get(ruleId);
    const ruleTitle = rule?.title ?? ruleId;
    return {
      key: ruleId,
      name: ruleTitle,
      category: rule?.category,
      more: rule ? <About rule={rule} /> : undefined,
      actions: (
        <>
          <VerdictActions
            verdict={verdict}
            subject={{
              ruleId,
              ruleTitle,
              serviceId,
              serviceTitle: title,
              owner,
            }}
            acceptsEvidence={rule?.acceptsEvidence ?? false}
            isRequested={requested.has(ruleId)}
            onChanged={onChanged}
          />
          <VerdictHistory
            about={{ service: serviceId, rule: ruleId }}
            title="What it said before"
          />
        </>
      ),
      verdict,
    };
  };
  return (
    <VerdictList
      placeholder="Rule, object or reason"
      verdicts={report.verdicts.map(describe)}
    />
  );
}
