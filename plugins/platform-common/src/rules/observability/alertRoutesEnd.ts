import { bad, examineRule, good } from '../examine';

const SINK =
  /^(null|none|blackhole|black-hole|devnull|dev-null|empty|default-null|)$/i;
const QUIET = /^(Watchdog|DeadMansSwitch|InfoInhibitor)$/i;

/** Alerts end at somebody. */
export const alertRoutesEnd = examineRule({
  id: 'alert-routes-end',
  category: 'observability',
  title: 'Alerts reach somebody',
  why: 'An alert that fires and is told to nobody is a diary.',
  weight: 8,
  level: 'silver',
  acceptsEvidence: true,
  appliesTo: {
    sentence: 'Alertmanager',
    matches: ({ profileId }) => profileId === 'alertmanager',
  },
  facts: ['receivers'],
  expected: 'a receiver that tells somebody',
  good: 'Alerts reach a receiver.',
  none: 'It has no receiver.',
  remedy: {
    text: 'Add a receiver (mail, chat, on-call) and route at least critical alerts to it.',
  },
  look: ({ receivers: { receivers, firing } }) => {
    const real = receivers.filter(name => !SINK.test(name));
    const lost = firing.filter(
      ({ name, severity, receivers: told }) =>
        !QUIET.test(name) &&
        severity !== 'none' &&
        severity !== 'info' &&
        told.length > 0 &&
        told.every(one => SINK.test(one)),
    );
    return [
      real.length > 0
        ? good([], `receivers: ${real.join(', ')}`)
        : bad(
            [],
            `no receiver tells anybody: ${
              receivers.join(', ') || 'there is none'
            }`,
          ),
      ...lost.map(({ name, receivers: told }) =>
        bad([`alert ${name}`], `${name} fires and goes to ${told.join(', ')}`),
      ),
    ];
  },
});
