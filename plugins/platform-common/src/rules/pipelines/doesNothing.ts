const IDLE =
  /^(?:(?:echo|printf)\b(?![^;&|]*[>|$`])[^;&|<>`$]*|true|:|pass|exit(?:\s+0)?|sleep\s+[\d.]+[smhd]?|set\s+[-+]\S+.*|#.*|--.*|\/\/.*|sys\.exit\(0\)|print\((?:'[^']*'|"[^"]*")\)|SELECT\s+1|#!.*)$/i;

/** Whether a script does nothing but speak, wait or end: no line of it acts. */
export function doesNothing(script: string): boolean {
  const parts = script
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/\r?\n/)
    .map(line => line.trim())
    .flatMap(line =>
      line.startsWith('#') || line.startsWith('--') ? [] : line.split(/;|&&/),
    )
    .map(part => part.trim())
    .filter(part => part !== '');
  return parts.every(part => IDLE.test(part));
}
