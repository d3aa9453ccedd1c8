export {
  startTestStorage,
  type StorageAddresses,
  type TestStorage,
  type TestStorageOptions,
} from './startTestStorage';
export {
  storageFaults,
  type AnsweredRequest,
  type S3Credentials,
  type StorageFault,
  type StorageFaultPlan,
  type StorageService,
} from './types';
