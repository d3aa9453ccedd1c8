import { mockServices } from '@backstage/backend-test-utils';
import { PlatformServices } from '@254carbon/backstage-plugin-platform-node';
import { announceServices } from './announceServices';

describe('announceServices', () => {
  it('tells which services differ, when it is this replica that speaks', async () => {
    let services = [
      { id: 'trino', n: 1 },
      { id: 'minio', n: 1 },
    ];
    let tell = () => {};
    let isSpeaking = true;
    const signals = { publish: jest.fn(async () => {}) };
    const events = { publish: jest.fn(async () => {}), subscribe: jest.fn() };
    announceServices({
      services: {
        current: () => ({ services }),
        onChange: (listener: () => void) => {
          tell = listener;
          return () => {};
        },
      } as unknown as PlatformServices,
      signals,
      events,
      logger: mockServices.logger.mock(),
      isSpeaking: () => isSpeaking,
    });
    tell();
    services = [
      { id: 'trino', n: 2 },
      { id: 'doris', n: 1 },
    ];
    tell();
    expect(signals.publish).toHaveBeenLastCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'platform:services',
      message: { serviceIds: ['trino', 'minio', 'doris'] },
    });
    expect(events.publish).toHaveBeenLastCalledWith({
      topic: 'platform.service.changed',
      eventPayload: { serviceIds: ['trino', 'minio', 'doris'] },
    });
    isSpeaking = false;
    services = [];
    tell();
    expect(signals.publish).toHaveBeenCalledTimes(2);
  });
});
