/** A scaffolder that only knows tasks, and whose dry run writes what it is told. */
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import express from 'express';

/** A task as the scaffolder's API tells it. */
export interface FakeTask {
  id: string;
  status: string;
  createdBy: string;
  spec: {
    parameters: Record<string, unknown>;
    templateInfo: { entityRef: string };
  };
}

/** Only tasks, and a dry run that writes what `render` says. */
export function createFakeScaffolder(
  tasks: Map<string, FakeTask>,
  render: (values: Record<string, unknown>) => Record<string, string>,
) {
  return createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerInit({
        deps: { router: coreServices.httpRouter },
        async init({ router }) {
          const routes = express.Router();
          routes.use(express.json({ limit: '10mb' }));
          routes.get('/v2/tasks/:id', (asked, response) => {
            const task = tasks.get(asked.params.id);
            if (!task) throw new NotFoundError('no such task');
            response.json(task);
          });
          routes.post('/v2/dry-run', (asked, response) => {
            const files = render(asked.body.values);
            response.json({
              log: [],
              steps: [],
              output: {},
              directoryContents: Object.entries(files).map(([path, text]) => ({
                path,
                base64Content: Buffer.from(text).toString('base64'),
              })),
            });
          });
          router.use(routes);
        },
      });
    },
  });
}
