import { SecretNote } from './SecretStatus';
import { OPTIONS } from '../../__testUtils__/formSamples';

export default { title: 'scaffolder/SecretStatus' };

const [absent] = OPTIONS.secrets;

/** It is not there. */
export const Absent = {
  render: () => <SecretNote name={absent.name} status={absent} />,
};
/** It is there. */
export const There = {
  render: () => (
    <SecretNote
      name={absent.name}
      status={{
        ...absent,
        exists: 'true',
        reason: 'The Secret data-platform/eia-api-key is in the cluster demo.',
      }}
    />
  ),
};
/** Nobody can tell. */
export const Unknown = {
  render: () => <SecretNote name="other-key" />,
};
