export interface Config {
  catalog?: {
    providers?: {
      /** Entities made from the platform. Services need no key here: they follow `kubernetes:`. */
      platform?: {
        /** Entities made from runbooks. */
        runbooks?: {
          /** Folder with the Markdown files, from the working directory. Without it there are no entities of runbooks. */
          path?: string;
        };
      };
    };
  };
}
