import { FieldFrame, FieldNote, TextControl } from '../FieldFrame';
import { describeName } from './PipelineName';
import { OPTIONS } from '../../__testUtils__/formSamples';

export default { title: 'scaffolder/PipelineName' };

const show = (name: string, series?: string) => {
  const note = describeName({ name, series, known: OPTIONS });
  return (
    <FieldFrame id="root_name" controls="root_name" title="Name" required>
      <TextControl id="root_name" value={name} onChange={() => undefined} />
      {note ? <FieldNote state={note.state}>{note.text}</FieldNote> : null}
    </FieldFrame>
  );
};

/** Somebody has it. */
export const Taken = { render: () => show('eia-old') };
/** Somebody reads the same. */
export const SameSeries = { render: () => show('eia-new', 'RWTC') };
/** No name at all. */
export const NoName = { render: () => show('Not A Name') };
