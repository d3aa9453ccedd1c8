export {
  createEffectRecorder,
  type EffectRecorder,
  type EffectWish,
} from './createEffectRecorder';
