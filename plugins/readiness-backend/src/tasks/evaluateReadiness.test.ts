import { mockServices } from '@backstage/backend-test-utils';
import { FIRST_LOOK, NOT_READY } from '../judge/whyNotJudge';
import { FakePlatform, view } from '../testing/fixtures';
import { EVALUATE_TASK, scheduleEvaluation } from './evaluateReadiness';

async function setUp(options: { ready: boolean }) {
  const platform = new FakePlatform(view({ trino: 1 }), options);
  const scheduler = mockServices.scheduler.mock();
  const logger = mockServices.logger.mock();
  const manifests = new FakePlatform(view({}), { ready: false });
  const telemetry = new FakePlatform(view({}), { ready: false });
  const decisions = new FakePlatform(view({}), { ready: false });
  const runOnce = jest.fn().mockResolvedValue({ state: 'judged' });
  const evaluator = { runOnce, isWriter: true };
  const stop = await scheduleEvaluation({
    scheduler,
    platform,
    manifests,
    telemetry,
    decisions: [decisions],
    evaluator,
    logger,
    frequency: { minutes: 5 },
    timeout: { minutes: 2 },
    settleMs: 5,
    retryMs: 5,
    lookingMs: 5,
  });
  const sources = { platform, manifests, telemetry, decisions };
  return { ...sources, scheduler, evaluator, runOnce, stop, logger };
}

const called = async (mock: { mock: { calls: unknown[] } }, times: number) => {
  while (mock.mock.calls.length < times)
    await new Promise(resolve => setImmediate(resolve));
};

describe('scheduleEvaluation', () => {
  it('judges on a schedule, in the replica that may write', async () => {
    const { scheduler, runOnce, stop, evaluator, logger } = await setUp({
      ready: false,
    });
    const [task] = scheduler.scheduleTask.mock.calls[0];
    expect(task).toMatchObject({ id: EVALUATE_TASK, scope: 'local' });
    const { signal } = new AbortController();
    await task.fn(signal);
    expect(runOnce).toHaveBeenCalledTimes(1);
    evaluator.isWriter = false;
    await task.fn(signal);
    await task.fn(AbortSignal.abort());
    expect(runOnce).toHaveBeenCalledTimes(1);
    evaluator.isWriter = true;
    runOnce.mockResolvedValueOnce({ state: 'refused', reason: NOT_READY });
    await task.fn(signal);
    expect(logger.warn).not.toHaveBeenCalled();
    runOnce.mockResolvedValueOnce({ state: 'refused', reason: 'cluster away' });
    await task.fn(signal);
    expect(logger.warn).toHaveBeenCalledWith('cluster away');
    stop();
  });

  it('judges as soon as the platform is known and after changes, many at once', async () => {
    const { platform, runOnce, stop } = await setUp({ ready: false });
    platform.becomeReady();
    await called(runOnce, 1);
    for (let i = 0; i < 500; i += 1) platform.change(view({ trino: i % 2 }));
    await called(runOnce, 2);
    expect(runOnce).toHaveBeenCalledTimes(2);
    stop();
  });

  it('judges again once manifests and telemetry are known, when manifests change and people decide', async () => {
    const { manifests, telemetry, decisions, runOnce, stop } = await setUp({
      ready: true,
    });
    await called(runOnce, 1);
    manifests.becomeReady();
    await called(runOnce, 2);
    telemetry.becomeReady();
    await called(runOnce, 3);
    manifests.change(view({}));
    await called(runOnce, 4);
    decisions.change(view({}));
    await called(runOnce, 5);
    stop();
    expect(runOnce).toHaveBeenCalledTimes(5);
  });

  it('judges what changed while it judged after it', async () => {
    const { platform, runOnce, stop } = await setUp({ ready: false });
    let end = () => {};
    runOnce.mockImplementationOnce(
      () =>
        new Promise(resolve => {
          end = () => resolve({ state: 'judged' });
        }),
    );
    platform.becomeReady();
    await called(runOnce, 1);
    platform.change(view({ trino: 0 }));
    expect(runOnce).toHaveBeenCalledTimes(1);
    end();
    await called(runOnce, 2);
    stop();
  });

  it('tries again what failed, though nothing changes any more', async () => {
    const { runOnce, stop, logger } = await setUp({ ready: true });
    runOnce
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockRejectedValueOnce(new Error('the database is away'));
    await called(runOnce, 3);
    expect(logger.warn).toHaveBeenCalledTimes(2);
    stop();
  });

  it('asks again whether the first look is over, and warns nobody meanwhile', async () => {
    const { runOnce, stop, logger } = await setUp({ ready: true });
    const early = { state: 'refused', reason: FIRST_LOOK };
    runOnce.mockResolvedValueOnce(early).mockResolvedValueOnce(early);
    await called(runOnce, 3);
    expect(logger.warn).not.toHaveBeenCalled();
    stop();
  });

  it('leaves it to the replica that may write', async () => {
    const { platform, runOnce, evaluator, decisions, stop } = await setUp({
      ready: false,
    });
    const asked = jest.fn().mockReturnValue(false);
    Object.defineProperty(evaluator, 'isWriter', { get: asked });
    platform.becomeReady();
    await called(asked, 1);
    platform.change(view({ trino: 0 }));
    await called(asked, 2);
    expect(runOnce).not.toHaveBeenCalled();
    asked.mockReturnValue(true);
    decisions.change(view({}));
    await called(runOnce, 1);
    stop();
  });
});
