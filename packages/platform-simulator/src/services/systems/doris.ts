import { html, json } from '../reply';
import type { SystemAnswers } from '../types';

/** The front end wraps everything in `msg`, `code`, `data`, `count`. */
export const dorisFrontEnd: SystemAnswers = {
  name: 'Doris FE',
  services: /^doris-fe(-service|-internal)?$/,
  routes: {
    '/api/health': call => {
      const { ready, total } = call.state.readyPods(
        call.target.namespace,
        'doris-be',
      );
      return json({
        msg: 'success',
        code: 0,
        data: { online_backend_num: ready, total_backend_num: total },
        count: 0,
      });
    },
    '/api/bootstrap': () =>
      json({
        msg: 'success',
        code: 0,
        data: { replayedJournalId: 0, queryPort: 0, rpcPort: 0, version: '' },
        count: 0,
      }),
  },
  otherwise: () => html('Apache Doris', 200),
};

/** The back end's health has its own two fields. */
export const dorisBackEnd: SystemAnswers = {
  name: 'Doris BE',
  services: /^doris-be(-service|-internal)?$/,
  routes: {
    '/api/health': () => json({ status: 'OK', msg: 'To Be Added', code: 0 }),
  },
  otherwise: () => html('Not Found', 404),
};
