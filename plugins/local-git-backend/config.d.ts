export interface Config {
  /** Git repositories kept by the portal itself, for installations without a forge. */
  localGit?: {
    /** Folder that holds the bare repositories. Default: `.data/local-git` under the working directory. */
    root?: string;
    /** Let anybody who reaches the portal clone and read. Default: false. */
    anonymousRead?: boolean;
    /**
     * Password for `git clone` by callers without a Backstage token, any user name. At least 16 characters.
     * @visibility secret
     */
    readToken?: string;
  };
}
