import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { Evaluator } from '../Evaluator';
import { FakePlatform, view } from '../testing/fixtures';
import { EVALUATE_TASK, scheduleEvaluation } from './evaluateReadiness';

async function setUp(options: { ready: boolean }) {
  const platform = new FakePlatform(view({ trino: 1 }), options);
  const scheduler = mockServices.scheduler.mock();
  const manifests = new FakePlatform(view({}), { ready: false });
  const telemetry = new FakePlatform(view({}), { ready: false });
  const runOnce = jest.fn().mockResolvedValue({ state: 'judged' });
  const stop = await scheduleEvaluation({
    scheduler,
    platform,
    manifests,
    telemetry,
    evaluator: { runOnce } as Partial<Evaluator> as Evaluator,
    logger: mockServices.logger.mock(),
    frequency: { minutes: 5 },
    timeout: { minutes: 2 },
    settleMs: 10,
  });
  return { platform, manifests, telemetry, scheduler, runOnce, stop };
}

const called = async (mock: { mock: { calls: unknown[] } }, times: number) => {
  while (mock.mock.calls.length < times)
    await new Promise(resolve => setImmediate(resolve));
};

describe('scheduleEvaluation', () => {
  it('schedules one global task that judges once the platform is known', async () => {
    const { platform, scheduler, runOnce, stop } = await setUp({
      ready: false,
    });
    const [task] = scheduler.scheduleTask.mock.calls[0];
    expect(task).toMatchObject({ id: EVALUATE_TASK, scope: 'global' });
    const { signal } = new AbortController();
    await task.fn(signal);
    expect(runOnce).not.toHaveBeenCalled();
    platform.becomeReady();
    await called(scheduler.triggerTask, 1);
    await task.fn(signal);
    expect(runOnce).toHaveBeenCalledTimes(1);
    stop();
  });
  it('judges soon after the platform is known and after changes, many at once', async () => {
    const { platform, scheduler, stop } = await setUp({ ready: true });
    scheduler.triggerTask.mockResolvedValue(undefined);
    await called(scheduler.triggerTask, 1);
    platform.change(view({ trino: 0 }));
    platform.change(view({ trino: 1 }));
    await called(scheduler.triggerTask, 2);
    expect(scheduler.triggerTask).toHaveBeenCalledWith(EVALUATE_TASK);
    stop();
  });
  it('judges again once manifests and telemetry are known, and when manifests change', async () => {
    const { manifests, telemetry, scheduler, stop } = await setUp({
      ready: true,
    });
    scheduler.triggerTask.mockResolvedValue(undefined);
    await called(scheduler.triggerTask, 1);
    manifests.becomeReady();
    await called(scheduler.triggerTask, 2);
    telemetry.becomeReady();
    await called(scheduler.triggerTask, 3);
    manifests.change(view({}));
    await called(scheduler.triggerTask, 4);
    stop();
    expect(scheduler.triggerTask).toHaveBeenCalledTimes(4);
  });
  it('comes back when the task runs already', async () => {
    const { scheduler, stop } = await setUp({ ready: true });
    scheduler.triggerTask
      .mockRejectedValueOnce(new ConflictError('it runs'))
      .mockResolvedValue(undefined);
    await called(scheduler.triggerTask, 2);
    expect(scheduler.triggerTask).toHaveBeenCalledTimes(2);
    stop();
  });
  it('does not judge when the task was aborted', async () => {
    const { scheduler, runOnce, stop } = await setUp({ ready: true });
    await called(scheduler.triggerTask, 1);
    await scheduler.scheduleTask.mock.calls[0][0].fn(AbortSignal.abort());
    expect(runOnce).not.toHaveBeenCalled();
    stop();
  });
});
