import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** A link to the Readiness tab of a service. */
export function ServiceLink(props: { entityRef: string; title: string }) {
  const entityRoute = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(props.entityRef);
  const path = entityRoute({
    kind: kind.toLocaleLowerCase('en'),
    namespace,
    name,
  });
  return <Link to={`${path}/readiness`}>{props.title}</Link>;
}
