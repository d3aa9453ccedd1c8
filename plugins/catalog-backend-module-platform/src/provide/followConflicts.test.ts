import { mockServices } from '@backstage/backend-test-utils';
import { followConflicts } from './followConflicts';

const TOPIC = 'experimental.catalog.conflict';

async function follow(yieldTo: (ref: string) => Promise<void>) {
  const events = mockServices.events();
  const logger = mockServices.logger.mock();
  await followConflicts({ events, logger, provider: { yieldTo } });
  const publish = (existingLocationKey: string) =>
    events.publish({
      topic: TOPIC,
      eventPayload: { entityRef: 'resource:default/a', existingLocationKey },
    });
  return { publish, logger };
}

describe('followConflicts', () => {
  it('does not make the catalog wait, which tells of a conflict inside a transaction', async () => {
    const yieldTo = jest.fn(() => new Promise<void>(() => undefined));
    const { publish } = await follow(yieldTo);
    await publish('platform');
    expect(yieldTo).toHaveBeenCalledWith('resource:default/a');
  });

  it('leaves alone what two others want to have', async () => {
    const yieldTo = jest.fn(async () => undefined);
    const { publish } = await follow(yieldTo);
    await publish('url:somewhere');
    expect(yieldTo).not.toHaveBeenCalled();
  });

  it('tells when a name could not be given up', async () => {
    const { publish, logger } = await follow(async () => {
      throw new Error('no database');
    });
    await publish('platform');
    await new Promise(process.nextTick);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('resource:default/a could not be given'),
      expect.any(Error),
    );
  });
});
