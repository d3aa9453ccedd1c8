export * from './UpdatesSwitch';
