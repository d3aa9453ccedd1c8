import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** Who said or did something: a link to the person or group, or the name of the program that acted. */
export function Person(props: { entityRef: string }) {
  const { entityRef } = props;
  if (/^(user|group):/.test(entityRef)) {
    return <EntityRefLink entityRef={entityRef} hideIcon underline="always" />;
  }
  return <>{entityRef.replace(/^service:/, 'program ')}</>;
}
