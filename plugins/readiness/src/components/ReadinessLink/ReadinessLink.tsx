import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { readinessRouteRef } from '../../routes';

/** Address of the readiness pages. */
export function useRoot(): string {
  return useRouteRef(readinessRouteRef)?.() ?? '/readiness';
}

/** A link to one of the pages of readiness: `/changes?scope=service&id=trino`. */
export function ReadinessLink(props: { to: string; children: ReactNode }) {
  const root = useRoot();
  return (
    <Link to={`${root}${props.to}`} underline="always">
      {props.children}
    </Link>
  );
}
