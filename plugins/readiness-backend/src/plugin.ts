import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  readinessContract,
  readinessEvaluatePermission,
  readinessReadPermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  platformManifestsServiceRef,
  platformServicesServiceRef,
  platformTelemetryServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { readReadinessConfig } from './config';
import { Evaluator } from './Evaluator';
import { createKnowledge } from './knowledge/createKnowledge';
import { createRunbookReader } from './knowledge/createRunbookReader';
import { RouteContext } from './routes/context';
import { createHistoryHandlers } from './routes/createHistoryHandlers';
import { evaluateNow } from './routes/evaluateNow';
import { getReport } from './routes/getReport';
import { getRule } from './routes/getRule';
import { getServiceReport } from './routes/getServiceReport';
import { listRules } from './routes/listRules';
import { DatabaseReadinessStore } from './store/DatabaseReadinessStore';
import { scheduleEvaluation } from './tasks/evaluateReadiness';

/** Whether the platform has been read once. */
function watchReady(platform: { whenReady(): Promise<void> }): () => boolean {
  let ready = false;
  platform.whenReady().then(
    () => {
      ready = true;
    },
    () => undefined,
  );
  return () => ready;
}

function createHandlers(context: RouteContext) {
  return {
    getReport: getReport(context),
    getServiceReport: getServiceReport(context),
    listRules: listRules(context),
    getRule: getRule(context),
    evaluate: evaluateNow(context),
    ...createHistoryHandlers(),
  };
}

/** Judges the platform by rules and remembers the verdicts, at `/api/readiness`. */
export const readinessPlugin = createBackendPlugin({
  pluginId: 'readiness',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        manifests: platformManifestsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        platform: platformServicesServiceRef,
        scheduler: coreServices.scheduler,
        telemetry: platformTelemetryServiceRef,
      },
      async init(deps) {
        const { platform, manifests, telemetry } = deps;
        const { logger, scheduler, httpRouter, lifecycle } = deps;
        const config = readReadinessConfig(deps.config);
        const store = await DatabaseReadinessStore.create(deps.database);
        const isReady = watchReady(platform);
        const readRunbooks = createRunbookReader({ ...deps, now: Date.now });
        const evaluator = new Evaluator({
          view: () => platform.current(),
          knowledgeOf: createKnowledge({ manifests, telemetry, readRunbooks, now: Date.now }),
          isReady,
          store,
          events: deps.events,
          logger,
          trendIntervalMs: config.intervalMs,
          now: Date.now,
          ...config,
        });
        deps.permissionsRegistry.addPermissions([
          readinessReadPermission,
          readinessEvaluatePermission,
        ]);
        const { intervalMs } = config;
        const context = { store, evaluator, intervalMs, now: Date.now };
        const contract = readinessContract;
        const handlers = createHandlers(context);
        httpRouter.use(bindContract({ ...deps, contract, handlers }));
        const sources = { platform, manifests, telemetry };
        const task = { ...config, ...sources, scheduler, evaluator, logger };
        lifecycle.addShutdownHook(await scheduleEvaluation(task));
      },
    });
  },
});
