import { Sentence } from '.';

export default { title: 'Sentence', component: Sentence };

export const WithCodeAndInstant = {
  render: () => (
    <p>
      <Sentence>
        The application `harbor` deploys `k8s/registry`, which is missing since
        2025-10-24T17:26:00.000Z.
      </Sentence>
    </p>
  ),
};
