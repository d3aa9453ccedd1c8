import { Link } from '@backstage/core-components';
import { Remedy as RemedyShape } from '@254carbon/backstage-plugin-platform-common';
import { useEntityTitles } from '@254carbon/backstage-plugin-platform-react';

function refsOf({ runbook, template }: RemedyShape) {
  return {
    ...(runbook ? { runbook: `resource:default/${runbook}` } : {}),
    ...(template ? { template: `template:default/${template}` } : {}),
  };
}

/** What to do, with the runbook that does it step by step and the template that writes what is missing, if there are any. */
export function Remedy(props: { remedy: RemedyShape }) {
  const { text, runbook, template } = props.remedy;
  const refs = refsOf(props.remedy);
  const titleOf = useEntityTitles(Object.values(refs));
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
            {`Open runbook "${titleOf(refs.runbook ?? runbook)}"`}
          </Link>
        </>
      ) : null}
      {template ? (
        <>
          {' '}
          <Link to={`/create/templates/default/${template}`} underline="always">
            {`Write it with template "${titleOf(refs.template ?? template)}"`}
          </Link>
        </>
      ) : null}
    </>
  );
}

/** How much work a remedy is, as far as is known: by the way that does it. */
export function effortInWords(remedy: RemedyShape): string {
  if (remedy.action) return 'one action';
  if (remedy.template) return 'one template';
  return remedy.runbook ? 'one runbook' : 'by hand';
}
