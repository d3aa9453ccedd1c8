import { PipelineChangeReport } from '@254carbon/backstage-plugin-platform-common';
import {
  Panel,
  StateIcon,
  type State,
} from '@254carbon/backstage-plugin-platform-react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';

type Outcome = PipelineChangeReport['steps'][number]['outcome'];

const STATES: Readonly<Record<Outcome, State>> = {
  done: 'good',
  already: 'good',
  kept: 'good',
  failed: 'fail',
  unknown: 'unknown',
};
const WORDS: Readonly<Record<string, string>> = {
  files: 'Files',
  workflow: 'Workflow',
  schedule: 'Schedule',
  table: 'Table',
  repository: 'Repository',
  entity: 'Catalog',
};

/** How changing or retiring a pipeline went, step by step. */
export function ReportSteps(props: { report: PipelineChangeReport }) {
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {props.report.steps.map(({ what, outcome, message }) => (
        <li key={`${what} ${message}`} style={{ overflowWrap: 'anywhere' }}>
          <StateIcon state={STATES[outcome]} /> <strong>{WORDS[what]}:</strong>{' '}
          {message}
        </li>
      ))}
    </ul>
  );
}

/** The same as a page of its own. */
export function ChangeReport(props: { report: PipelineChangeReport }) {
  const { name, complete } = props.report;
  return (
    <Panel title={complete ? `${name} is changed` : `${name} is half changed`}>
      <div role="status">
        <ReportSteps report={props.report} />
        {complete ? null : (
          <p>Nothing is lost: do the same change again, and it goes on.</p>
        )}
      </div>
      <EntityRefLink entityRef={`component:default/${name}`}>
        Look at the pipeline
      </EntityRefLink>
    </Panel>
  );
}
