/** The series that a pipeline reads: those that the source declares, with who reads them already; others may be typed. */
import {
  SeriesOption,
  splitList,
} from '@254carbon/backstage-plugin-platform-common';
import { Suggest } from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { useFormOptions } from '../../client/useFormOptions';
import { FieldFrame, FieldNote } from '../FieldFrame';
import { FieldProps, useField } from '../fieldProps';

const MOST_SHOWN = 12;

/** Series whose id, title or unit holds what was typed. */
export function findSeries(
  series: readonly SeriesOption[],
  typed: string,
): SeriesOption[] {
  const text = typed.trim().toLocaleLowerCase('en-US');
  return series
    .filter(({ id, title, unit }) =>
      [id, title, unit].some(one =>
        one.toLocaleLowerCase('en-US').includes(text),
      ),
    )
    .slice(0, MOST_SHOWN);
}

function noteOf(series: SeriesOption): string {
  const facts = `${series.title}, ${series.unit}, ${series.frequency}`;
  return series.ingestedBy.length > 0
    ? `${facts}; read by ${series.ingestedBy.join(', ')}`
    : facts;
}

function statusOf(options: {
  loading: boolean;
  failed: boolean;
  source?: string;
  found: number;
}): string {
  const { loading, failed, source, found } = options;
  if (failed)
    return 'The series of the source cannot be read at present; type an id.';
  if (!source) return 'The template names no data source; type an id.';
  if (loading) return 'Reading the series of the source.';
  return found > 0
    ? `${found} of the declared series fit; another id may be typed.`
    : 'None of the declared series fits; the id is taken as it is typed.';
}

/** The part that is only seen: the text, the suggestions and what is known of the chosen ones. */
export function SeriesChoice(props: {
  title: string;
  text: string;
  onText: (text: string) => void;
  series: readonly SeriesOption[];
  status: string;
}) {
  const { title, text, onText, series, status } = props;
  const parts = text.split(',');
  const last = parts.at(-1) ?? '';
  const found = findSeries(series, last);
  const chosen = splitList(text)
    .map(id => series.find(one => one.id === id))
    .filter(one => one !== undefined);
  const read = chosen.filter(one => one.ingestedBy.length > 0);
  return (
    <>
      <Suggest
        label={title}
        text={text}
        onText={onText}
        suggestions={found.map(one => ({
          id: one.id,
          label: one.id,
          note: noteOf(one),
        }))}
        onChoose={({ id }) =>
          onText([...parts.slice(0, -1).map(one => one.trim()), id].join(', '))
        }
        onSubmit={onText}
        status={status}
      />
      {read.map(one => (
        <FieldNote key={one.id} state="degraded">
          {one.id} is already read by {one.ingestedBy.join(', ')}; use its table
          unless you need a copy.
        </FieldNote>
      ))}
    </>
  );
}

/** The field `SeriesPicker`, for a text or a list of texts. */
export function SeriesPicker(props: FieldProps<string | string[]>) {
  const { formData, onChange, required, schema } = props;
  const field = useField(props);
  const { data, error, loading } = useFormOptions(field.source);
  const isList = schema.type === 'array';
  const given = Array.isArray(formData) ? formData.join(', ') : formData ?? '';
  const [text, setText] = useState(given);
  const series = data?.series ?? [];
  const take = (typed: string) => {
    setText(typed);
    const ids = splitList(typed);
    if (isList) onChange(ids);
    else onChange(typed.trim() === '' ? undefined : typed.trim());
  };
  const last = text.split(',').at(-1) ?? '';
  return (
    <FieldFrame
      id={field.id}
      title={field.title}
      description={field.description}
      required={required}
    >
      <SeriesChoice
        title={field.title}
        text={text}
        onText={take}
        series={series}
        status={statusOf({
          loading,
          failed: error !== undefined,
          source: field.source,
          found: findSeries(series, last).length,
        })}
      />
    </FieldFrame>
  );
}
