import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ReactNode } from 'react';

/**
 * A link to one tab of an entity's page. Links in text are underlined, since colour alone does not tell
 * them from the text; one with a class of its own looks as the class says.
 */
export function EntityTabLink(props: {
  entityRef: string;
  /** Path of the tab, without a slash, with a query where it has one: `platform`, `readiness?open=image-pinned`. */
  tab: string;
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
  const look = props.className
    ? ({ className: props.className, color: 'inherit' } as const)
    : ({ underline: 'always' } as const);
  return (
    <Link to={`${path}/${props.tab}`} {...look}>
      {props.children}
    </Link>
  );
}
