import { createContext, ReactNode, useContext } from 'react';

/** What a form is about, as far as its template says it. */
export interface About {
  /** Entity ref of the template. */
  template?: string;
  /** Name of the data source. */
  source?: string;
  /** The pipeline that is being changed with the form. */
  changing?: string;
}

const AboutContext = createContext<About>({});

/** Tells the fields of a form what it is about. */
export function FormAbout(props: { about: About; children: ReactNode }) {
  return (
    <AboutContext.Provider value={props.about}>
      {props.children}
    </AboutContext.Provider>
  );
}

/** What the form around is about; nothing outside of a form. */
export function useAbout(): About {
  return useContext(AboutContext);
}
