/**
 * The door for addresses and branches of repositories: they come from configuration and end as arguments of `git`. What is let in
 * cannot be an option, a command of a transport, or a path out of the tree. Credentials are taken off here, so that nothing behind
 * this door can show them.
 */

/** An address without its credentials, and these as a header. */
export interface GitAddress {
  /** What git is given, and what is shown. */
  url: string;
  /** `Authorization: Basic ...`; for `http` and `https` only. */
  header?: string;
}

const SCP_LIKE = /^[\w.-]+@[\w.-]+:[\w./~-]+$/;
const PROTOCOLS = ['https:', 'http:', 'ssh:', 'file:'];
const BRANCH =
  /^(?!\/|.*(?:\/\/|\.\.|@\{|\.lock(?:\/|$)|\/\.|\/$|\.$))[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}$/;

/**
 * Takes an address apart.
 *
 * @throws Error with what is wrong, without the address itself.
 */
export function parseGitAddress(address: string): GitAddress {
  if (SCP_LIKE.test(address)) return { url: address };
  if (!URL.canParse(address)) {
    throw new Error(
      'a git address must be a URL such as https://github.com/owner/name.git',
    );
  }
  const url = new URL(address);
  if (!PROTOCOLS.includes(url.protocol)) {
    throw new Error(
      'a git address must begin with https://, http://, ssh:// or file://',
    );
  }
  const { username, password } = url;
  const isHttp = url.protocol.startsWith('http');
  if (!isHttp && password) {
    throw new Error(
      'a git address may hold a password for http and https only; use a key for ssh',
    );
  }
  if (isHttp) {
    url.username = '';
    url.password = '';
  }
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(
    password,
  )}`;
  const header =
    isHttp && (username || password)
      ? `Authorization: Basic ${Buffer.from(pair).toString('base64')}`
      : undefined;
  return { url: url.href, ...(header ? { header } : {}) };
}

/** Whether a text can be the name of a branch or tag. */
export function isBranchName(name: string): boolean {
  return BRANCH.test(name);
}

/** Whether a text can be a folder inside a tree. */
export function isTreeFolder(path: string): boolean {
  return (
    path !== '' &&
    path.length < 1024 &&
    path
      .split('/')
      .every(
        part =>
          /^[\w][\w .+@-]*$|^\.[\w-][\w.-]*$/.test(part) && part !== '.git',
      )
  );
}
