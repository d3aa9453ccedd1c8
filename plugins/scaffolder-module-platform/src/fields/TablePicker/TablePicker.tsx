/** The table that a pipeline fills: those that stand in the lake are offered, a new one is written, both are checked as one types. */
import { FormOptions } from '@254carbon/backstage-plugin-platform-common';
import { Suggest } from '@254carbon/backstage-plugin-platform-react';
import { useFormOptions } from '../../client/useFormOptions';
import { FieldFrame, FieldNote } from '../FieldFrame';
import { FieldProps, useField } from '../fieldProps';
import {
  describeCheck,
  describeChoice,
  describeTable,
  TableNote,
} from './describeTable';
import { useTableCheck } from './useTableCheck';

const MOST_SHOWN = 12;

type Tables = FormOptions['tables'];

function noteOf({ entityRef, filledBy, inLake }: Tables[number]) {
  if (filledBy.length > 0) return `filled by ${filledBy.join(', ')}`;
  return entityRef ?? (inLake ? 'in the lake' : undefined);
}

/** The part that is only seen. */
export function TableChoice(props: {
  title: string;
  text: string;
  onText: (text: string) => void;
  tables: Tables;
  notes: readonly TableNote[];
  status: string;
}) {
  const { title, text, onText, tables, notes, status } = props;
  const found = tables
    .filter(({ name }) => name.includes(text.trim()))
    .slice(0, MOST_SHOWN);
  return (
    <>
      <Suggest
        label={title}
        text={text}
        onText={onText}
        suggestions={found.map(table => ({
          id: table.name,
          label: table.name,
          note: noteOf(table),
        }))}
        onChoose={({ id }) => onText(id)}
        onSubmit={onText}
        status={status}
      />
      {notes.map(note => (
        <FieldNote key={note.text} state={note.state}>
          {note.text}
        </FieldNote>
      ))}
    </>
  );
}

const NOT_ASKED = {
  tables: [],
  lake: {
    state: 'failed',
    reason: 'The tables that stand cannot be read at present.',
  },
} as const;

/** The field `TablePicker`. */
export function TablePicker(props: FieldProps<string>) {
  const { formData = '', onChange, required } = props;
  const field = useField(props);
  const options = useFormOptions(field.source);
  const check = useTableCheck(formData, field.values);
  const known = options.data ?? { ...NOT_ASKED, tables: [] };
  const checked =
    check.data?.table === formData ? describeCheck(check.data) : undefined;
  const first = options.loading ? [] : describeTable(formData, known);
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
        tables={known.tables}
        notes={checked ?? first}
        status={
          options.loading
            ? 'The tables that stand are being read ...'
            : describeChoice(known)
        }
      />
    </FieldFrame>
  );
}
