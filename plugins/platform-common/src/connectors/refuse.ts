/** What a spec asks for and cannot have, found only when it is worked out; names the field, so that a form can show it there. */
export class ConnectorRefused extends RangeError {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = 'ConnectorRefused';
    this.field = field;
  }
}
