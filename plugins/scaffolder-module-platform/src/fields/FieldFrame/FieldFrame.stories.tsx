import { FieldFrame, FieldNote, TextControl } from './FieldFrame';

export default { title: 'scaffolder/FieldFrame', component: FieldFrame };

/** A field with a description and something worth knowing. */
export const WithNote = {
  render: () => (
    <FieldFrame
      id="root_name"
      controls="root_name"
      title="Name"
      required
      description="Names the pipeline, its repository and its workload."
    >
      <TextControl
        id="root_name"
        value="eia-wti"
        onChange={() => undefined}
        required
      />
      <FieldNote state="degraded">
        RWTC is read by component:default/eia-old already.
      </FieldNote>
    </FieldFrame>
  ),
};
