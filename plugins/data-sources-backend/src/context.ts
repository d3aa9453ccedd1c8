import {
  BackstageCredentials,
  LoggerService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NamedKind, Rule } from '@254carbon/backstage-plugin-platform-common';
import { DataSourcesConfig } from './config';
import { Lake } from './lake/Lake';
import { CommitTo } from './pipelines/changeRepository';
import { PluginDoor } from './portal/createPluginDoor';
import { Rendering } from './preview/renderForm';
import { Scheduler } from './scheduler/Scheduler';
import { Approvals } from './store/Approvals';
import { EffectLedger } from './store/EffectLedger';
import { PipelineBook } from './store/PipelineBook';
import { PipelineChanges } from './store/PipelineChanges';
import { Reservations } from './store/Reservations';

/** What is remembered. */
export interface Stores {
  effects: EffectLedger;
  reservations: Reservations;
  approvals: Approvals;
  pipelines: PipelineBook;
  changes: PipelineChanges;
}

/** What handlers are given. */
export interface Context extends Stores {
  config: DataSourcesConfig;
  catalog: CatalogService;
  door: PluginDoor;
  reader: UrlReaderService;
  permissions: PermissionsService;
  logger: LoggerService;
  scheduler: Scheduler;
  lake: Lake;
  commitTo: CommitTo;
  /** The portal's own credentials, for what it does after the user's right was checked. */
  own: () => Promise<BackstageCredentials>;
  /** Names of Secrets and the like, never what is in them. */
  names: () => readonly NamedKind[];
  /** The address that is really called for an address; the same when nothing says otherwise. */
  resolve: (url: string) => string;
  /** Rules of readiness in force. */
  rules: readonly Rule[];
  /** Forms that were rendered lately, by digest and user. */
  rendered: Map<string, Promise<Rendering>>;
  now: () => number;
}
