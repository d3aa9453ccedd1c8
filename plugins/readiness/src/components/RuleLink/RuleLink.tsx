import { ReadinessLink } from '../ReadinessLink';

/** A link to the page of a rule. */
export function RuleLink(props: { ruleId: string; title: string }) {
  return (
    <ReadinessLink to={`/rules/${props.ruleId}`}>{props.title}</ReadinessLink>
  );
}
