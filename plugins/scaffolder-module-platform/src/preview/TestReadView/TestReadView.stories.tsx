import { READ } from '../../__testUtils__/previewSamples';
import { TestReadView } from './TestReadView';

export default { title: 'scaffolder/TestReadView', component: TestReadView };

/** From the simulated source. */
export const Simulated = { render: () => <TestReadView read={READ} /> };
/** From the fixtures. */
export const Sample = {
  render: () => (
    <TestReadView
      read={{
        ...READ,
        from: 'fixtures',
        reason: 'No simulated address is configured for api.eia.gov.',
        quality: [],
        requests: [],
      }}
    />
  ),
};
