import { SetMetadata } from '@nestjs/common';

export const PERMIT = 'tide:permit';
export type Requirement = { kind: 'public' } | { kind: 'signed-in' } | { kind: 'permission'; action: string; subject: string };

/** The route needs a rule for this action and subject; the rows it reaches are the service's scope. */
export const Permit = (action: string, subject: string) =>
  SetMetadata(PERMIT, { kind: 'permission', action, subject } satisfies Requirement);
/** Open to anybody. */
export const Public = () => SetMetadata(PERMIT, { kind: 'public' } satisfies Requirement);
export const BEFORE_SECOND_STEP = 'tide:before-second-step';
/** Open to somebody who owes the second step that a role of his demands: what he needs to set it up, and to leave. */
export const BeforeSecondStep = () => SetMetadata(BEFORE_SECOND_STEP, true);
export const PERSON_ONLY = 'tide:person-only';
/** Closed to API keys, whatever their roles. What is `@SignedIn` is so by itself. */
export const PersonOnly = () => SetMetadata(PERSON_ONLY, true);
/** Open to API keys, though it is about whoever is signed in. */
export const ForKeys = () => SetMetadata(PERSON_ONLY, false);
/** About the caller himself; any staff member who is signed in. */
export const SignedIn = () => SetMetadata(PERMIT, { kind: 'signed-in' } satisfies Requirement);
