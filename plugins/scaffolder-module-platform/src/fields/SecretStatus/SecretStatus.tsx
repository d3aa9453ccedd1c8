/** The Kubernetes Secret that holds the key, by name, and whether it is there. Nobody reads what is in it, and nobody types it here. */
import { SecretStatus as Status } from '@254carbon/backstage-plugin-platform-common';
import { useEffect, useRef } from 'react';
import { useFormOptions } from '../../client/useFormOptions';
import { FieldFrame, FieldNote, TextControl } from '../FieldFrame';
import { FieldProps, textIn, useField } from '../fieldProps';

const STATES = { true: 'good', false: 'bad', unknown: 'unknown' } as const;

/** What is known of a secret. */
export function SecretNote(props: { status?: Status; name: string }) {
  const { status, name } = props;
  if (!status) {
    return (
      <FieldNote state="unknown">
        Whether {name || 'the Secret'} exists is not known.
      </FieldNote>
    );
  }
  return <FieldNote state={STATES[status.exists]}>{status.reason}</FieldNote>;
}

/** The field `SecretStatus`: begins with the name that the source declares. */
export function SecretStatus(props: FieldProps<string>) {
  const { formData, onChange, required } = props;
  const field = useField(props);
  const { options, values } = field;
  const namespace = textIn(values, options.namespaceField ?? 'namespace');
  const { data } = useFormOptions(field.source, namespace);
  const [declared] = data?.secrets ?? [];
  const suggested = declared?.name;
  const isOffered = useRef(false);
  useEffect(() => {
    // The declared name is offered once, when it becomes known; what is typed afterwards stays.
    if (isOffered.current || suggested === undefined) return;
    isOffered.current = true;
    if (formData === undefined) onChange(suggested);
  }, [suggested, formData, onChange]);
  const name = formData ?? '';
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
        value={name}
        onChange={value => onChange(value)}
        required={required}
        invalid={field.invalid}
      />
      <SecretNote
        name={name}
        status={declared?.name === name ? declared : undefined}
      />
    </FieldFrame>
  );
}
