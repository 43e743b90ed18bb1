/** Thrown where an actor is needed and nobody is known; the problem filter answers 401. */
export class NotSignedIn extends Error {
  constructor() {
    super('nobody is signed in');
    this.name = 'NotSignedIn';
  }
}
