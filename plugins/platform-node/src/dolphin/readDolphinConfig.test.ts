import { ConfigReader } from '@backstage/config';
import { readDolphinConfig } from './readDolphinConfig';

const read = (dolphinScheduler?: object) =>
  readDolphinConfig(
    new ConfigReader(
      dolphinScheduler
        ? { platform: { dolphinScheduler: dolphinScheduler as never } }
        : {},
    ),
  );

it('is nothing when nothing is written', () => {
  expect(read()).toBeUndefined();
});

it('has the address inside the cluster unless told, and no slash at the end', () => {
  expect(read({ token: 'abc' })).toMatchObject({
    baseUrl: 'http://dolphinscheduler-api.data-platform:12345/dolphinscheduler',
    apiVersion: 'auto',
    project: 'Commodity Data Platform',
    headers: {},
  });
  expect(
    read({ token: 'abc', baseUrl: 'https://d.example.com/dolphinscheduler/' })
      ?.baseUrl,
  ).toBe('https://d.example.com/dolphinscheduler');
});

it.each([
  [{}, 'platform.dolphinScheduler.token'],
  [{ token: '' }, 'set the environment variable'],
  [{ token: 'canary with spaces' }, 'characters that a header cannot carry'],
  [{ token: 'x', baseUrl: 'dolphin' }, 'platform.dolphinScheduler.baseUrl'],
  [{ token: 'x', baseUrl: 'https://a:b@c.d' }, 'no user and password'],
  [{ token: 'x', apiVersion: '2.0' }, 'platform.dolphinScheduler.apiVersion'],
])('refuses %j and repeats no token', (value, message) => {
  expect(() => read(value)).toThrow(message);
  expect(() => read(value)).not.toThrow('canary');
});
