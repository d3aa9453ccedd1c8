/** The name of a pipeline, with who has it already and who reads the same. */
import {
  FormOptions,
  PipelineNameSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { useAbout } from '../../client/FormAbout';
import { useFormOptions } from '../../client/useFormOptions';
import { FieldFrame, FieldNote, TextControl } from '../FieldFrame';
import { FieldProps, textIn, useField } from '../fieldProps';

/** What is worth knowing about a name, the worst first. */
export function describeName(options: {
  name: string;
  series?: string;
  known?: FormOptions | null;
  changing?: string;
}): { state: 'bad' | 'degraded' | 'good'; text: string } | undefined {
  const { name, series, known, changing } = options;
  if (!name) return undefined;
  const parsed = PipelineNameSchema.safeParse(name);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { state: 'bad', text: `This is no name: ${issue.message}.` };
  }
  const taken = known?.pipelines.find(one => one.name === name);
  if (taken && name !== changing) {
    return {
      state: 'bad',
      text: `${taken.entityRef} has this name already; choose another one.`,
    };
  }
  const same = known?.series.find(one => one.id === series)?.ingestedBy ?? [];
  const others = same.filter(ref => !ref.endsWith(`/${changing ?? ''}`));
  return others.length > 0
    ? {
        state: 'degraded',
        text: `${series} is already read by ${others.join(', ')}.`,
      }
    : undefined;
}

/** The field `PipelineName`. */
export function PipelineName(props: FieldProps<string>) {
  const { formData = '', onChange, required } = props;
  const field = useField(props);
  const { changing } = useAbout();
  const { data, error } = useFormOptions(field.source);
  const series = textIn(field.values, 'series');
  const note = describeName({ name: formData, series, known: data, changing });
  return (
    <FieldFrame
      id={field.id}
      controls={field.id}
      title={field.title}
      description={field.description}
      required={required}
    >
      <TextControl
        id={field.id}
        value={formData}
        onChange={value => onChange(value === '' ? undefined : value)}
        required={required}
        invalid={field.invalid}
        disabled={props.disabled || changing !== undefined}
        startsHere={Boolean(props.uiSchema['ui:autofocus'])}
      />
      {note ? <FieldNote state={note.state}>{note.text}</FieldNote> : null}
      {error ? (
        <FieldNote state="unknown">
          Which names are taken is not known at present; the preview looks
          again.
        </FieldNote>
      ) : null}
    </FieldFrame>
  );
}
