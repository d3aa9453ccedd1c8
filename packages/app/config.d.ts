export interface Config {
  app: {
    signIn?: {
      /**
       * Id of the auth provider that reads the identity from the proxy in front of the portal; used
       * when no role accounts are configured.
       * @visibility frontend
       */
      provider?: string;
    };
  };
  auth?: {
    providers?: {
      role?: {
        /**
         * What the sign-in page offers in development.
         * @deepVisibility frontend
         */
        accounts?: { [name: string]: { title: string; description: string } };
      };
    };
  };
}
