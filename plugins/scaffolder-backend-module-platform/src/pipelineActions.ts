import {
  EffectRecorder,
  PlatformDoor,
  readDolphinConfig,
} from '@254carbon/backstage-plugin-platform-node';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { createApplyWorkflowAction } from './dolphin/applyAction';
import { createConvertWorkflowAction } from './dolphin/convertAction';
import { createProveAction } from './prove/proveAction';
import { readProveConfig } from './prove/readProveConfig';

/**
 * The actions that prove a pipeline and bring it to its scheduler.
 *
 * @throws Error with one sentence when `platform.dolphinScheduler` or `platform.prove` is wrong.
 */
export function createPipelineActions(options: {
  rootConfig: RootConfigService;
  door: Pick<PlatformDoor, 'ask'>;
  /** Remembers what was made. */
  effects?: Pick<EffectRecorder, 'record'>;
}) {
  const { rootConfig, door, effects } = options;
  return [
    createProveAction(readProveConfig(rootConfig)),
    createConvertWorkflowAction(),
    createApplyWorkflowAction({
      door,
      effects,
      settings: readDolphinConfig(rootConfig),
    }),
  ];
}
