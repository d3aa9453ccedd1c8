import { EntityTabLink } from '@254carbon/backstage-plugin-platform-react';

/** A link to the Readiness tab of a service. */
export function ServiceLink(props: { entityRef: string; title: string }) {
  return (
    <EntityTabLink entityRef={props.entityRef} tab="readiness">
      {props.title}
    </EntityTabLink>
  );
}
