import { createMetricsApi } from '../metrics/createMetricsApi';
import { raisedAlerts } from '../metrics/rules';
import { worldSeries } from '../metrics/worldSeries';
import { goNotFound, json, text } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** Prometheus and Alertmanager name themselves in their answers. The platform of the documents has neither. */
export const prometheus: SystemAnswers = {
  name: 'Prometheus',
  services: /^prometheus/,
  routes: {
    '/-/healthy': () => text('Prometheus Server is Healthy.\n'),
    '/-/ready': () => text('Prometheus Server is Ready.\n'),
    ...createMetricsApi({
      software: 'prometheus',
      version: '2.54.1',
      scrapes: true,
      evaluates: true,
    }),
  },
  otherwise: goNotFound,
};

const RECEIVERS = ['platform-email', 'null'];

function alerts(call: ServiceCall) {
  return raisedAlerts(call, worldSeries(call)).map(
    ({ labels, annotations, activeAt }, at) => {
      const silenced = labels.alertname === 'PodPending';
      return {
        labels,
        annotations,
        startsAt: activeAt,
        updatedAt: new Date(call.now - 20_000).toISOString(),
        endsAt: new Date(call.now + 240_000).toISOString(),
        fingerprint: `f${String(at).padStart(15, '0')}`,
        generatorURL: `http://prometheus:9090/graph?g0.expr=${labels.alertname}`,
        receivers: [{ name: RECEIVERS[0] }],
        status: {
          state: silenced ? 'suppressed' : 'active',
          silencedBy: silenced ? ['0f7a5b1c-1111-4f7a-9d4e-000000000001'] : [],
          inhibitedBy: [],
        },
      };
    },
  );
}

function silences(call: ServiceCall) {
  return [
    {
      id: '0f7a5b1c-1111-4f7a-9d4e-000000000001',
      status: { state: 'active' },
      matchers: [
        {
          name: 'alertname',
          value: 'PodPending',
          isRegex: false,
          isEqual: true,
        },
      ],
      startsAt: new Date(call.now - 7_200_000).toISOString(),
      endsAt: new Date(call.now + 7_200_000).toISOString(),
      updatedAt: new Date(call.now - 7_200_000).toISOString(),
      createdBy: 'platform-engineering',
      comment: 'Nodes are being added.',
    },
  ];
}

/** Alertmanager; its status repeats its configuration, as the real one's does. */
export const alertmanager: SystemAnswers = {
  name: 'Alertmanager',
  services: /^alertmanager/,
  routes: {
    '/-/healthy': () => text('OK'),
    '/-/ready': () => text('OK'),
    '/api/v2/status': call =>
      json({
        cluster: { status: 'disabled', peers: [] },
        config: {
          original:
            'route:\n  receiver: platform-email\nreceivers:\n- name: platform-email\n',
        },
        uptime: new Date(call.now - 86_400_000).toISOString(),
        versionInfo: {
          version: '0.27.0',
          branch: 'HEAD',
          goVersion: 'go1.21.7',
          revision: '0aa3c2aad14cff039931923ab16b26b7481783b5',
        },
      }),
    '/api/v2/alerts': call => json(alerts(call)),
    '/api/v2/silences': call => json(silences(call)),
    '/api/v2/receivers': () => json(RECEIVERS.map(name => ({ name }))),
  },
  otherwise: goNotFound,
};
