export interface Config {
  auth?: {
    providers?: {
      /** Role accounts for development; set to null in production. */
      role?: {
        /**
         * The accounts, by name; packages/app/config.d.ts shows them to the sign-in page.
         */
        accounts?: {
          [name: string]: {
            /** What the sign-in page calls it. */
            title: string;
            /** What one can do with it. */
            description: string;
            /** Entity ref of the user that one becomes. */
            user: string;
          };
        };
      };
    };
  };
}
