import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { readinessRouteRef } from '../../routes';

/** A link to the page of a rule. */
export function RuleLink(props: { ruleId: string; title: string }) {
  const root = useRouteRef(readinessRouteRef);
  return (
    <Link
      to={`${root?.() ?? '/readiness'}/rules/${props.ruleId}`}
      underline="always"
    >
      {props.title}
    </Link>
  );
}
