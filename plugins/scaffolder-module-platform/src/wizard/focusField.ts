const MOST_TRIES = 40;
const CONTROLS = 'input, select, textarea, button';

function findControl(field: string): HTMLElement | null {
  const element = document.getElementById(`root_${field}`);
  if (!element) return null;
  return element.matches(CONTROLS)
    ? element
    : element.querySelector<HTMLElement>(CONTROLS);
}

/** Puts the focus on a field of the form as soon as its page is there. */
export function focusField(field: string): void {
  let tries = 0;
  const attempt = () => {
    const control = findControl(field);
    if (control) {
      control.focus();
      return;
    }
    tries += 1;
    if (tries < MOST_TRIES) requestAnimationFrame(attempt);
  };
  attempt();
}
