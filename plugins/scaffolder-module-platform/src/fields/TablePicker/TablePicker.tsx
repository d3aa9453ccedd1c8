/** The table that a pipeline fills: those that stand are offered, a new one is written. */
import { FormOptions } from '@254carbon/backstage-plugin-platform-common';
import { Suggest } from '@254carbon/backstage-plugin-platform-react';
import { useFormOptions } from '../../client/useFormOptions';
import { FieldFrame, FieldNote } from '../FieldFrame';
import { FieldProps, useField } from '../fieldProps';

const MOST_SHOWN = 12;
const TABLE = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

type Tables = FormOptions['tables'];

/** What is worth knowing about a table. */
export function describeTable(
  text: string,
  tables: Tables,
): { state: 'bad' | 'degraded' | 'good'; text: string } | undefined {
  if (text === '') return undefined;
  if (!TABLE.test(text)) {
    return {
      state: 'bad',
      text: 'Write namespace.table in lower-case letters, digits and underscores, such as energy.spot_prices.',
    };
  }
  const known = tables.find(({ name }) => name === text);
  return known
    ? {
        state: 'degraded',
        text: `${text} stands${
          known.entityRef ? ` (${known.entityRef})` : ''
        }; rows of both will land in it.`,
      }
    : {
        state: 'good',
        text: `${text} is new; it is created from the schema.`,
      };
}

/** The part that is only seen. */
export function TableChoice(props: {
  title: string;
  text: string;
  onText: (text: string) => void;
  tables: Tables;
  status: string;
}) {
  const { title, text, onText, tables, status } = props;
  const found = tables
    .filter(({ name }) => name.includes(text.trim()))
    .slice(0, MOST_SHOWN);
  const note = describeTable(text, tables);
  return (
    <>
      <Suggest
        label={title}
        text={text}
        onText={onText}
        suggestions={found.map(({ name, entityRef }) => ({
          id: name,
          label: name,
          note: entityRef,
        }))}
        onChoose={({ id }) => onText(id)}
        onSubmit={onText}
        status={status}
      />
      {note ? <FieldNote state={note.state}>{note.text}</FieldNote> : null}
    </>
  );
}

/** The field `TablePicker`. */
export function TablePicker(props: FieldProps<string>) {
  const { formData = '', onChange, required } = props;
  const field = useField(props);
  const { data, error } = useFormOptions(field.source);
  const tables = data?.tables ?? [];
  return (
    <FieldFrame
      id={field.id}
      title={field.title}
      description={field.description}
      required={required}
    >
      <TableChoice
        title={field.title}
        text={formData}
        onText={text => onChange(text === '' ? undefined : text)}
        tables={tables}
        status={
          error
            ? 'The tables that stand cannot be read at present.'
            : `${tables.length} tables stand; a new name is created.`
        }
      />
    </FieldFrame>
  );
}
