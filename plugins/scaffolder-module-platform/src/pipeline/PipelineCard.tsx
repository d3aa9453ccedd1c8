/** A pipeline on its entity page: its state, when it runs next, what was changed, and the way to change or to retire it. */
import { parseEntityRef } from '@backstage/catalog-model';
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
  Panel,
  QueryView,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { Button, ButtonLink } from '@backstage/ui';
import { useState } from 'react';
import { useDataSourcesClient } from '../client/useDataSourcesClient';
import { ReportSteps } from '../preview/ChangeReport';
import { ChangeHistory } from './ChangeHistory';
import { PipelineFacts } from './PipelineFacts';
import styles from './PipelineFacts.module.css';
import { RetireDialog, stepOf } from './RetireDialog';

const RETIRE_WORDS = {
  retire: 'Retire...',
  ask: 'Ask to retire...',
  wait: 'Retire...',
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

function PipelineActions(props: {
  pipeline: PipelineState;
  onRetired: (report: PipelineChangeReport) => void;
  onAsked: () => void;
}) {
  const { pipeline, onRetired, onAsked } = props;
  const changePath = useChangePath(pipeline);
  const [isOpen, setIsOpen] = useState(false);
  const step = stepOf(pipeline.retirement);
  return (
    <div className={styles.actions}>
      {step === 'wait' ? (
        <p role="status">Its end waits for somebody else to approve it.</p>
      ) : null}
      {changePath ? (
        <ButtonLink href={changePath} variant="secondary">
          Change...
        </ButtonLink>
      ) : null}
      <Button
        variant="secondary"
        isDisabled={step === 'wait'}
        onPress={() => setIsOpen(true)}
      >
        {RETIRE_WORDS[step]}
      </Button>
      <RetireDialog
        pipeline={pipeline}
        isOpen={isOpen}
        onRetired={report => {
          setIsOpen(false);
          onRetired(report);
        }}
        onAsked={() => {
          setIsOpen(false);
          onAsked();
        }}
        onClose={() => setIsOpen(false)}
      />
    </div>
  );
}

function PipelineView(props: {
  pipeline: PipelineState;
  onReport: (report: PipelineChangeReport) => void;
  onAsked: () => void;
}) {
  const { pipeline, onReport, onAsked } = props;
  const { allowed } = usePermission({ permission: pipelineChangePermission });
  const mayChange = allowed && !pipeline.retired;
  return (
    <>
      <PipelineFacts pipeline={pipeline} />
      {mayChange ? (
        <PipelineActions
          pipeline={pipeline}
          onRetired={onReport}
          onAsked={onAsked}
        />
      ) : null}
      <ChangeHistory
        pipeline={pipeline}
        mayUndo={mayChange}
        onUndone={onReport}
      />
    </>
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
          <PipelineView
            pipeline={pipeline}
            onAsked={query.reload}
            onReport={done => {
              setReport(done);
              query.reload();
            }}
          />
        )}
      </QueryView>
      {report ? (
        <div role="status" className={styles.report}>
          <ReportSteps report={report} />
        </div>
      ) : null}
    </Panel>
  );
}
