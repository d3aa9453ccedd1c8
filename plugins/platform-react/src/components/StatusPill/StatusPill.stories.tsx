import { State, STATES } from '../../vocabulary';
import { StatusPill } from '.';

export default { title: 'StatusPill', component: StatusPill };

export const EveryState = {
  render: () => (
    <>
      {(Object.keys(STATES) as State[]).map(state => (
        <StatusPill key={state} state={state} />
      ))}
    </>
  ),
};

export const StaleBesideAState = {
  render: () => <StatusPill state="healthy" stale />,
};
