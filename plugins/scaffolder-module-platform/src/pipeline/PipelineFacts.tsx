import { PipelineState } from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  Person,
  relativeTime,
  StatusPill,
  useNow,
} from '@254carbon/backstage-plugin-platform-react';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ReactNode } from 'react';
import { readmeOf } from '../client/readmeOf';
import styles from './PipelineFacts.module.css';

const WORKFLOWS = {
  online: 'healthy',
  offline: 'expected-down',
  none: 'not-applicable',
  unknown: 'unknown',
} as const;

function Fact(props: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function Repository({ repository }: Pick<PipelineState, 'repository'>) {
  if (!repository) return <>It is not kept by the portal.</>;
  const { ref, url, archived } = repository;
  return (
    <>
      <Link to={readmeOf(url)}>{ref}</Link>
      {archived ? ', archived' : ''}
    </>
  );
}

/** The template, and whether a newer one has something to bring. */
function Template({ template }: Required<Pick<PipelineState, 'template'>>) {
  const { ref, madeBy, today } = template;
  return (
    <>
      <EntityRefLink entityRef={ref} /> {madeBy ?? 'of a version not known'}
      {madeBy && today && madeBy !== today
        ? `. Version ${today} is there: Change... shows what it brings, also when nothing else is changed.`
        : ''}
    </>
  );
}

/** What is known of a pipeline. */
export function PipelineFacts(props: { pipeline: PipelineState }) {
  const {
    schedule,
    timezone,
    nextRuns,
    workflow,
    repository,
    retired,
    template,
  } = props.pipeline;
  const now = useNow();
  const [next] = nextRuns;
  return (
    <dl className={styles.facts}>
      {retired ? (
        <Fact title="Retired">
          <time dateTime={retired.at}>{absoluteTime(retired.at)}</time> by{' '}
          <Person entityRef={retired.by} />: {retired.reason}
        </Fact>
      ) : null}
      <Fact title="Runs">
        {schedule ? `${schedule} (${timezone})` : 'Its schedule is not known.'}
      </Fact>
      {next ? (
        <Fact title="Next run">
          <time dateTime={next}>{absoluteTime(next)}</time>,{' '}
          {relativeTime(next, now)}
        </Fact>
      ) : null}
      <Fact title="Workflow">
        <StatusPill state={WORKFLOWS[workflow.state]} /> {workflow.reason}{' '}
        {workflow.url ? (
          <Link to={workflow.url}>Open it in DolphinScheduler</Link>
        ) : null}
      </Fact>
      <Fact title="Repository">
        <Repository repository={repository} />
      </Fact>
      {template ? (
        <Fact title="Made by">
          <Template template={template} />
        </Fact>
      ) : null}
    </dl>
  );
}
