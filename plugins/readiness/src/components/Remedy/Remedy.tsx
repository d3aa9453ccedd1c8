import { Link } from '@backstage/core-components';
import { Remedy as RemedyShape } from '@254carbon/backstage-plugin-platform-common';

/** What to do, with the runbook that does it step by step and the template that writes what is missing, if there are any. */
export function Remedy(props: { remedy: RemedyShape }) {
  const { text, runbook, template } = props.remedy;
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
      {template ? (
        <>
          {' '}
          <Link to={`/create/templates/default/${template}`} underline="always">
            Write it with template {template}
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
