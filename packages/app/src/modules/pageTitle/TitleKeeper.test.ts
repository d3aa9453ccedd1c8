import { TitleKeeper } from './TitleKeeper';

describe('TitleKeeper', () => {
  it('adds the name of the portal where it is missing', () => {
    const keeper = new TitleKeeper('The portal');
    expect(keeper.correct('Templates')).toBe('Templates | The portal');
    expect(keeper.correct('Trino | The portal')).toBe('Trino | The portal');
    expect(keeper.correct('The portal')).toBe('The portal');
    expect(keeper.correct('')).toBe('');
  });

  it('does not let a title come back that the page has replaced', () => {
    const keeper = new TitleKeeper('P');
    keeper.correct('trino | P');
    keeper.correct('Trino | Platform | P');
    expect(keeper.correct('trino | P')).toBe('Trino | Platform | P');
    expect(keeper.correct('Trino | Platform | P')).toBe('Trino | Platform | P');
  });

  it('does not let the title of the page before come back once the page has its own', () => {
    const keeper = new TitleKeeper('P');
    keeper.correct('Home | P');
    keeper.enter();
    keeper.correct('Readiness | P');
    expect(keeper.correct('Home | P')).toBe('Readiness | P');
  });

  it('lets a page have the title of the page before', () => {
    const keeper = new TitleKeeper('P');
    keeper.correct('Create | P');
    keeper.enter();
    expect(keeper.correct('Create | P')).toBe('Create | P');
  });

  it('lets people go back', () => {
    const keeper = new TitleKeeper('P');
    keeper.correct('Home | P');
    keeper.enter();
    keeper.correct('Readiness | P');
    keeper.enter();
    expect(keeper.correct('Home | P')).toBe('Home | P');
    expect(keeper.correct('Readiness | P')).toBe('Home | P');
  });
});
