/**
 * A template's form in the portal: Backstage's own stepper with the fields of all plugins, and our preview as its last page. The
 * stock page has no input for another last page, so the sub-page of templates is overridden for the form alone; its list stays
 * Backstage's.
 */
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  FieldExtensionOptions,
  ReviewStepProps,
  scaffolderApiRef,
  SecretsContextProvider,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import { Workflow } from '@backstage/plugin-scaffolder-react/alpha';
import { usePermission } from '@backstage/plugin-permission-react';
import { pipelineCreatePermission } from '@254carbon/backstage-plugin-platform-common';
import {
  FailedState,
  ForbiddenState,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { About, FormAbout } from '../client/FormAbout';
import { PreviewStep } from '../preview/PreviewStep';
import { pageOfField, titleOfField } from './fieldTitles';
import { focusField } from './focusField';
import { runDecorators, useDecorators } from './useDecorators';

/** Our last page in the place of the stock review. */
function ReviewStep(props: ReviewStepProps) {
  const { steps, formData, handleBack, handleCreate, disableButtons } = props;
  const backTo = (field: string) => {
    const page = pageOfField(steps, field);
    for (let back = steps.length; back > page; back -= 1) handleBack();
    focusField(field);
  };
  return (
    <PreviewStep
      values={formData}
      disabled={disableButtons}
      titleOf={field => titleOfField(steps, field)}
      onField={backTo}
      onBack={handleBack}
      onCreate={handleCreate}
    />
  );
}

const COMPONENTS = {
  ReviewStepComponent: ReviewStep,
  reviewButtonText: 'Preview',
};

/** What the form is about: its template, the source that this names, and the pipeline that is being changed. */
function useFormAbout(template: string): About {
  const catalog = useApi(catalogApiRef);
  const [query] = useSearchParams();
  const changing = query.get('change') ?? undefined;
  const { data } = useQuery({
    key: `template ${template}`,
    load: () => catalog.getEntityByRef(template),
  });
  const source = data?.metadata.annotations?.['254carbon.com/data-source'];
  return useMemo(
    () => ({ template, source, changing }),
    [template, source, changing],
  );
}

function useCreate(template: string) {
  const scaffolder = useApi(scaffolderApiRef);
  const navigate = useNavigate();
  const taskPath = useRouteRef(scaffolderPlugin.routes.ongoingTask);
  const { secrets } = useTemplateSecrets();
  const decorators = useDecorators();
  const [isCreating, setIsCreating] = useState(false);
  const [error, setError] = useState<Error>();
  const create = async (values: Record<string, unknown>) => {
    if (isCreating) return;
    setIsCreating(true);
    setError(undefined);
    try {
      const decorated = await runDecorators(decorators, {
        template,
        values,
        secrets,
      });
      const { taskId } = await scaffolder.scaffold({
        templateRef: template,
        values: decorated.values as never,
        secrets: decorated.secrets,
      });
      navigate(taskPath?.({ taskId }) ?? `/create/tasks/${taskId}`);
    } catch (caught) {
      setError(caught as Error);
      setIsCreating(false);
    }
  };
  return { create, isCreating, error };
}

/** Said before anything is filled in, and not on the last page. */
function MayNotCreate() {
  const { allowed, loading } = usePermission({
    permission: pipelineCreatePermission,
  });
  if (allowed || loading) return null;
  return (
    <div style={{ margin: '0 24px' }}>
      <ForbiddenState
        title="You may look at this form, but not create from it"
        permission={pipelineCreatePermission.name}
      />
    </div>
  );
}

function Form(props: {
  namespace: string;
  name: string;
  extensions: FieldExtensionOptions[];
}) {
  const { namespace, name, extensions } = props;
  const template = stringifyEntityRef({ kind: 'Template', namespace, name });
  const about = useFormAbout(template);
  const { create, isCreating, error } = useCreate(template);
  return (
    <FormAbout about={about}>
      <MayNotCreate />
      {isCreating ? <Progress /> : null}
      {error ? <FailedState title="It was not created" error={error} /> : null}
      <Workflow
        namespace={namespace}
        templateName={name}
        extensions={extensions}
        components={COMPONENTS}
        onCreate={create}
        onError={problem => (
          <FailedState
            title={`The template ${name} cannot be read`}
            error={problem}
          />
        )}
      />
    </FormAbout>
  );
}

/** The page of one template. */
export function TemplateWizard(props: { extensions: FieldExtensionOptions[] }) {
  const { namespace = 'default', templateName = '' } = useParams();
  return (
    <BreadcrumbEntry entry={{ label: templateName, href: '.' }}>
      <SecretsContextProvider>
        <Form
          key={`${namespace}/${templateName}`}
          namespace={namespace}
          name={templateName}
          extensions={props.extensions}
        />
      </SecretsContextProvider>
    </BreadcrumbEntry>
  );
}
