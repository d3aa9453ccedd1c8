import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ReactNode } from 'react';

/** A link to a service's page, on the tab that shows its state unless another is named. */
export function ServiceLink(props: {
  entityRef: string;
  tab?: string;
  className?: string;
  children: ReactNode;
}) {
  const entityRoute = useRouteRef(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(props.entityRef);
  const path = entityRoute({
    kind: kind.toLocaleLowerCase('en'),
    namespace,
    name,
  });
  return (
    <Link
      to={`${path}/${props.tab ?? 'platform'}`}
      className={props.className}
      color={props.className ? 'inherit' : undefined}
    >
      {props.children}
    </Link>
  );
}
