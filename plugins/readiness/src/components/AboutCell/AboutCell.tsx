import {
  CellNote,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import { RuleLink } from '../RuleLink';

/** A rule and the service that something is said about, in a cell. */
export function AboutCell(props: {
  about: {
    ruleId: string;
    ruleTitle: string;
    serviceTitle: string;
    entityRef: string;
  };
}) {
  const { ruleId, ruleTitle, serviceTitle, entityRef } = props.about;
  return (
    <>
      <RuleLink ruleId={ruleId} title={ruleTitle} />
      <CellNote>
        <EntityTabLink entityRef={entityRef} tab="readiness">
          {serviceTitle}
        </EntityTabLink>
      </CellNote>
    </>
  );
}
