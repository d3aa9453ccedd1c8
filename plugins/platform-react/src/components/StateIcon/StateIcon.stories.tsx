import { State, STATES } from '../../vocabulary';
import { StateIcon } from '.';

export default { title: 'StateIcon', component: StateIcon };

export const EveryState = {
  render: () => (
    <ul>
      {(Object.keys(STATES) as State[]).map(state => (
        <li key={state}>
          <StateIcon state={state} /> {STATES[state].word}
        </li>
      ))}
    </ul>
  ),
};
