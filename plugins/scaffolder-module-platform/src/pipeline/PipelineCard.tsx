/** A pipeline on its entity page: its state, when it runs next, and the way to change or to retire it. */
import { parseEntityRef } from '@backstage/catalog-model';
import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  pipelineChangePermission,
  PipelineChangeReport,
  PipelineState,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  ActionDialog,
  Panel,
  QueryView,
  relativeTime,
  StatusPill,
  useNow,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useDataSourcesClient } from '../client/useDataSourcesClient';
import { ReportSteps } from '../preview/ChangeReport';

const SHORTEST = 5;
const WORKFLOWS = {
  online: 'healthy',
  offline: 'expected-down',
  none: 'not-applicable',
  unknown: 'unknown',
} as const;

/** Address of the form that made the pipeline, with its values. */
function useChangePath(pipeline: PipelineState): string | undefined {
  const formPath = useRouteRef(scaffolderPlugin.routes.selectedTemplate);
  const { madeWith, name } = pipeline;
  if (!madeWith || !formPath) return undefined;
  const { namespace, name: templateName } = parseEntityRef(madeWith.template);
  const query = new URLSearchParams({
    formData: JSON.stringify(madeWith.values),
    change: name,
  });
  return `${formPath({ namespace, templateName })}?${query}`;
}

/** What is known of it. */
export function PipelineFacts(props: { pipeline: PipelineState }) {
  const { schedule, timezone, nextRuns, workflow, repository, retired } =
    props.pipeline;
  const now = useNow();
  const [next] = nextRuns;
  return (
    <dl style={{ margin: 0, overflowWrap: 'anywhere' }}>
      {retired ? (
        <>
          <dt>Retired</dt>
          <dd>
            <time dateTime={retired.at}>{absoluteTime(retired.at)}</time> by{' '}
            {retired.by}: {retired.reason}
          </dd>
        </>
      ) : null}
      <dt>Runs</dt>
      <dd>
        {schedule ? `${schedule} (${timezone})` : 'Its schedule is not known.'}
      </dd>
      {next ? (
        <>
          <dt>Next run</dt>
          <dd>
            <time dateTime={next}>{absoluteTime(next)}</time>,{' '}
            {relativeTime(next, now)}
          </dd>
        </>
      ) : null}
      <dt>Workflow</dt>
      <dd>
        <StatusPill state={WORKFLOWS[workflow.state]} /> {workflow.reason}
      </dd>
      <dt>Repository</dt>
      <dd>
        {repository
          ? `${repository.ref}${repository.archived ? ', archived' : ''}`
          : 'It is not kept by the portal.'}
      </dd>
    </dl>
  );
}

function RetireDialog(props: {
  name: string;
  isOpen: boolean;
  onDone: (report: PipelineChangeReport) => void;
  onClose: () => void;
}) {
  const { name, isOpen, onDone, onClose } = props;
  const client = useDataSourcesClient();
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      title={`Retire ${name}`}
      action="Retire"
      destructive
      isOpen={isOpen}
      obstacle={
        reason.trim().length < SHORTEST
          ? 'Write why it is not needed any more.'
          : undefined
      }
      act={async () =>
        onDone(
          await client.retirePipeline({ params: { name }, body: { reason } }),
        )
      }
      onDone={() => undefined}
      onClose={onClose}
    >
      <p>
        Its schedule is switched off, its repository takes no more commits, its
        entity is deprecated. Its table is kept.
      </p>
      <TextAreaField
        label="Why it is not needed any more"
        value={reason}
        onChange={setReason}
      />
    </ActionDialog>
  );
}

function PipelineActions(props: {
  pipeline: PipelineState;
  onRetired: (report: PipelineChangeReport) => void;
}) {
  const { pipeline, onRetired } = props;
  const { allowed } = usePermission({ permission: pipelineChangePermission });
  const changePath = useChangePath(pipeline);
  const [isOpen, setIsOpen] = useState(false);
  if (!allowed || pipeline.retired) return null;
  return (
    <div style={{ display: 'flex', gap: 8, marginTop: 16 }}>
      {changePath ? (
        <LinkButton to={changePath} variant="outlined">
          Change...
        </LinkButton>
      ) : null}
      <Button variant="secondary" onPress={() => setIsOpen(true)}>
        Retire...
      </Button>
      <RetireDialog
        name={pipeline.name}
        isOpen={isOpen}
        onDone={report => {
          setIsOpen(false);
          onRetired(report);
        }}
        onClose={() => setIsOpen(false)}
      />
    </div>
  );
}

/** The card. */
export function PipelineCard() {
  const { entity } = useEntity();
  const { name } = entity.metadata;
  const client = useDataSourcesClient();
  const [report, setReport] = useState<PipelineChangeReport>();
  const query = useQuery({
    key: `pipeline ${name}`,
    load: signal => client.getPipeline({ params: { name } }, { signal }),
  });
  return (
    <Panel title="Pipeline">
      <QueryView
        query={query}
        what="the pipeline"
        permission="data-sources.source.read"
      >
        {pipeline => (
          <>
            <PipelineFacts pipeline={pipeline} />
            <PipelineActions
              pipeline={pipeline}
              onRetired={done => {
                setReport(done);
                query.reload();
              }}
            />
          </>
        )}
      </QueryView>
      {report ? (
        <div role="status">
          <ReportSteps report={report} />
        </div>
      ) : null}
    </Panel>
  );
}
