import { goodContainer } from '../testing/container';
import { NOW, seen } from '../testing/observeNow';
import { imagePinned } from './imagePinned';

const judge = (images: string[], unseen: string[] = []) =>
  imagePinned.judge(
    {
      containers: seen({
        containers: images.map(image => ({ ...goodContainer, image })),
        unseen,
      }),
    } as never,
    NOW,
  );

describe('image-pinned', () => {
  it.each([
    ['trinodb/trino:436', 'pass'],
    ['minio/minio', 'fail'],
    ['minio/minio:latest', 'fail'],
    ['localhost:5000/portal', 'fail'],
    ['localhost:5000/portal:1.2', 'pass'],
    ['minio/minio@sha256:0123', 'pass'],
    ['minio/minio:latest@sha256:0123', 'pass'],
    ['', 'fail'],
    ['registry.example.com:5000/team/app', 'fail'],
    ['${REGISTRY}/app:${TAG}', 'unknown'],
    ['registry.example.com/app:$TAG', 'unknown'],
    ['ko://example.com/cmd/app', 'unknown'],
    ['IMAGE_PLACEHOLDER', 'unknown'],
    ['auto', 'unknown'],
    ['registry.example.com/app:1.2-RC1', 'pass'],
  ])('%s: %s', (image, outcome) => {
    expect(judge([image]).outcome).toBe(outcome);
  });
  it('fails when one of several is not pinned, and names that one only', () => {
    const verdict = judge(['a:1', 'b']);
    expect(verdict.outcome).toBe('fail');
    expect(verdict.evidence).toHaveLength(1);
  });
  it('does not know containers that an operator has not made yet', () => {
    expect(judge([], ['Kafka data/datahub-kafka']).outcome).toBe('unknown');
    expect(judge(['a'], ['Kafka data/datahub-kafka']).outcome).toBe('fail');
  });
  it('does not apply without containers', () => {
    expect(judge([]).outcome).toBe('not-applicable');
  });
});
