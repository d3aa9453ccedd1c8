import { Link } from '@backstage/core-components';
import { readObjectName } from '@254carbon/backstage-plugin-platform-common';
import { whyPath } from '@254carbon/backstage-plugin-platform-react';

/** An object that evidence names, with the way to what the portal knows of it; the plain text where it is no object of a cluster. */
export function ObjectLink(props: { object: string; cluster?: string }) {
  const { object, cluster } = props;
  const name = readObjectName(object);
  if (!name) return <>{object}</>;
  const { kind, namespace = '', name: called } = name;
  return (
    <Link
      to={whyPath({ cluster: cluster ?? '', kind, namespace, name: called })}
      underline="always"
    >
      {object}
    </Link>
  );
}
