import { DefaultTemplateOutputs } from '@backstage/plugin-scaffolder-react/alpha';
import { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { useParams } from 'react-router-dom';
import { MadePanel } from './MadePanel';

/** The result of a task: its links and texts as Backstage shows them, and below what was made, also when it failed. */
export function TaskOutputs(props: { output?: ScaffolderTaskOutput }) {
  const { taskId } = useParams();
  return (
    <>
      <DefaultTemplateOutputs output={props.output} />
      {taskId ? (
        <div style={{ paddingBottom: 16 }}>
          <MadePanel taskId={taskId} />
        </div>
      ) : null}
    </>
  );
}
