import { GitAddress } from './gitAddress';

/** Nothing of a repository and nothing of the machine decides what git does. */
const SETTINGS: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.symlinks': 'false',
  'core.fsmonitor': 'false',
  'fetch.fsckObjects': 'true',
  'fetch.fsck.zeroPaddedFilemode': 'ignore',
  'fetch.fsck.missingSpaceBeforeDate': 'ignore',
  'fetch.recurseSubmodules': 'false',
  'gc.auto': '0',
  'credential.helper': '',
};

/** The environment that git runs in: our settings, and the credentials of one address. */
export function gitEnvironment(address: GitAddress): Record<string, string> {
  const settings = Object.entries({
    ...SETTINGS,
    ...(address.header
      ? { 'http.extraHeader': address.header, 'http.followRedirects': 'false' }
      : {}),
  });
  return {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:file',
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oStrictHostKeyChecking=yes',
    GIT_LFS_SKIP_SMUDGE: '1',
    // By environment and not as arguments: those can be seen by everybody on the machine.
    GIT_CONFIG_COUNT: `${settings.length}`,
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  };
}
