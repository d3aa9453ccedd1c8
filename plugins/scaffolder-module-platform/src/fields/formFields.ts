import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  parseSchedule,
  PipelineNameSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { PipelineName } from './PipelineName';
import { SchedulePicker } from './SchedulePicker';
import { SecretStatus } from './SecretStatus';
import { SeriesPicker } from './SeriesPicker';
import { TablePicker } from './TablePicker';

type Validation = { addError(message: string): void };

/** Refuses what is no name. */
export function validateName(value: string | undefined, field: Validation) {
  const parsed = PipelineNameSchema.safeParse(value ?? '');
  if (value && !parsed.success) field.addError(parsed.error.issues[0].message);
}

/** Refuses what is no schedule, or one that Quartz cannot say. */
export function validateSchedule(value: string | undefined, field: Validation) {
  const parsed = parseSchedule(value ?? '');
  if (value && !parsed.ok) field.addError(parsed.problem);
}

/** `ui:field: PipelineName`. */
export const pipelineNameField = createFormField({
  name: 'PipelineName',
  component: PipelineName,
  validation: validateName,
});
/** `ui:field: SeriesPicker`. */
export const seriesPickerField = createFormField({
  name: 'SeriesPicker',
  component: SeriesPicker,
});
/** `ui:field: TablePicker`. */
export const tablePickerField = createFormField({
  name: 'TablePicker',
  component: TablePicker,
});
/** `ui:field: SchedulePicker`. */
export const schedulePickerField = createFormField({
  name: 'SchedulePicker',
  component: SchedulePicker,
  validation: validateSchedule,
});
/** `ui:field: SecretStatus`. */
export const secretStatusField = createFormField({
  name: 'SecretStatus',
  component: SecretStatus,
});
