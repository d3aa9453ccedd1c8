export { FieldFrame, FieldNote, TextControl } from './FieldFrame';
