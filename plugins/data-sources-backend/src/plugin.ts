import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  ALL_RULES,
  dataSourcesContract,
  pipelinePermissions,
} from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  DolphinClient,
  platformConnectionServiceRef,
  platformNamesServiceRef,
  readDolphinConfig,
} from '@254carbon/backstage-plugin-platform-node';
import { readDataSourcesConfig } from './config';
import { Context } from './context';
import { createCommitTo } from './pipelines/changeRepository';
import { createPluginDoor } from './portal/createPluginDoor';
import {
  decideApproval,
  listApprovals,
  requestApproval,
} from './routes/approvals';
import { getFormOptions } from './routes/getFormOptions';
import { getMade, recordEffect, undoMade } from './routes/made';
import { change, getPipeline, retire } from './routes/pipelines';
import { preview, testRead } from './routes/preview';
import { reserve } from './routes/reserve';
import { Approvals } from './store/Approvals';
import { EffectLedger } from './store/EffectLedger';
import { openDatabase } from './store/openDatabase';
import { PipelineBook } from './store/PipelineBook';
import { Reservations } from './store/Reservations';
import { createScheduler, Scheduler } from './undo/Scheduler';

const deps = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  connection: platformConnectionServiceRef,
  database: coreServices.database,
  discovery: coreServices.discovery,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  logger: coreServices.logger,
  names: platformNamesServiceRef,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  reader: coreServices.urlReader,
};

type Given = { [K in keyof typeof deps]: (typeof deps)[K]['T'] };

/** The scheduler, when one is configured. */
function openScheduler({ config, connection }: Given): Scheduler {
  const settings = readDolphinConfig(config);
  const { door } = connection;
  return createScheduler(settings && new DolphinClient({ door, settings }));
}

async function openContext(given: Given): Promise<Context> {
  const { auth, discovery, connection, names } = given;
  const db = await openDatabase(given.database);
  const resolve = (url: string) => connection.door.resolve(url);
  return {
    catalog: given.catalog,
    reader: given.reader,
    permissions: given.permissions,
    logger: given.logger,
    config: readDataSourcesConfig(given.config),
    effects: new EffectLedger(db),
    reservations: new Reservations(db),
    approvals: new Approvals(db),
    pipelines: new PipelineBook(db),
    door: createPluginDoor(given),
    scheduler: openScheduler(given),
    commitTo: createCommitTo({
      auth,
      context: given,
      baseUrl: () => discovery.getBaseUrl('local-git'),
    }),
    own: () => auth.getOwnServiceCredentials(),
    names: () => names.current(),
    resolve,
    rules: ALL_RULES,
    rendered: new Map(),
    now: Date.now,
  };
}

function createHandlers(context: Context) {
  return {
    getFormOptions: getFormOptions(context),
    preview: preview(context),
    testRead: testRead(context),
    reserve: reserve(context),
    recordEffect: recordEffect(context),
    getMade: getMade(context),
    undoMade: undoMade(context),
    getPipeline: getPipeline(context),
    changePipeline: change(context),
    retirePipeline: retire(context),
    listApprovals: listApprovals(context),
    requestApproval: requestApproval(context),
    approve: decideApproval(context, 'approved'),
    reject: decideApproval(context, 'rejected'),
  };
}

/** What a pipeline's form needs to know, its preview, and what was made, at `/api/data-sources`. */
export const dataSourcesPlugin = createBackendPlugin({
  pluginId: 'data-sources',
  register(env) {
    env.registerInit({
      deps,
      async init(given) {
        const context = await openContext(given);
        given.permissionsRegistry.addPermissions([...pipelinePermissions]);
        const handlers = createHandlers(context);
        const contract = dataSourcesContract;
        given.httpRouter.use(bindContract({ ...given, contract, handlers }));
      },
    });
  },
});
