import {
  coreExtensionData,
  createFrontendModule,
  Progress,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  FormFieldBlueprint,
  scaffolderTemplateOutputsBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { z } from 'zod';
import { lazy, Suspense } from 'react';
import { MAKING_TEMPLATES } from './templateRefs';

const LazyFormPages = lazy(() =>
  import('./wizard/FormPages').then(m => ({ default: m.FormPages })),
);
const LazyOutputs = lazy(() =>
  import('./made/TaskOutputs').then(m => ({ default: m.TaskOutputs })),
);

/** The sub-page of templates: Backstage's list, and our form, whose last page is the preview. */
const templatesPage = scaffolderPlugin
  .getExtension('sub-page:scaffolder/templates')
  .override({
    factory(originalFactory) {
      const original = originalFactory();
      return [
        ...original,
        coreExtensionData.reactElement(
          <Suspense fallback={<Progress />}>
            <LazyFormPages
              list={original.get(coreExtensionData.reactElement)}
            />
          </Suspense>,
        ),
      ];
    },
  });

const pipelineNameField = FormFieldBlueprint.make({
  name: 'pipeline-name',
  params: {
    field: () => import('./fields/formFields').then(m => m.pipelineNameField),
  },
});
const seriesPickerField = FormFieldBlueprint.make({
  name: 'series-picker',
  params: {
    field: () => import('./fields/formFields').then(m => m.seriesPickerField),
  },
});
const tablePickerField = FormFieldBlueprint.make({
  name: 'table-picker',
  params: {
    field: () => import('./fields/formFields').then(m => m.tablePickerField),
  },
});
const schedulePickerField = FormFieldBlueprint.make({
  name: 'schedule-picker',
  params: {
    field: () => import('./fields/formFields').then(m => m.schedulePickerField),
  },
});
const secretStatusField = FormFieldBlueprint.make({
  name: 'secret-status',
  params: {
    field: () => import('./fields/formFields').then(m => m.secretStatusField),
  },
});

/** Result pages of templates: what was made, with undo, also when the task failed. */
const madeOutputs = scaffolderTemplateOutputsBlueprint.makeWithOverrides({
  name: 'made',
  configSchema: {
    templates: z.array(z.string()).default([...MAKING_TEMPLATES]),
  },
  factory(originalFactory, { config }) {
    return originalFactory({
      component: props => (
        <Suspense fallback={<Progress />}>
          <LazyOutputs {...props} />
        </Suspense>
      ),
      templateRefs: config.templates,
    });
  },
});

const pipelineCard = EntityCardBlueprint.make({
  name: 'pipeline',
  params: {
    type: 'info',
    filter: { kind: 'component', 'spec.type': 'data-pipeline' },
    loader: () =>
      import('./pipeline/PipelineCard').then(m => <m.PipelineCard />),
  },
});

const approvalsPage = SubPageBlueprint.make({
  name: 'approvals',
  attachTo: { id: 'page:scaffolder', input: 'pages' },
  params: {
    path: 'approvals',
    title: 'Approvals',
    loader: () =>
      import('./approvals/ApprovalsPage').then(m => <m.ApprovalsPage />),
  },
});

/** What the portal adds to Backstage's forms. */
export const scaffolderModulePlatform = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    templatesPage,
    pipelineNameField,
    seriesPickerField,
    tablePickerField,
    schedulePickerField,
    secretStatusField,
    madeOutputs,
    pipelineCard,
    approvalsPage,
  ],
});
