import { Link } from '@backstage/core-components';
import { Remedy as RemedyShape } from '@254carbon/backstage-plugin-platform-common';

/** What to do, with the runbook that does it step by step, if there is one. */
export function Remedy(props: { remedy: RemedyShape }) {
  const { text, runbook } = props.remedy;
  return (
    <>
      {text}
      {runbook ? (
        <>
          {' '}
          <Link
            to={`/docs/default/resource/runbooks/${runbook}/`}
            underline="always"
          >
            Open runbook {runbook}
          </Link>
        </>
      ) : null}
    </>
  );
}
