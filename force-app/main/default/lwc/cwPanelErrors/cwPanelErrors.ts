import type { ApexError } from 'apex-types';

/** A failed call, ready to be shown. */
export interface PanelProblem {
  readonly isNoAccess: boolean;
  readonly message: string;
}

const CODED = /^([A-Z_]+): (.*)$/s;

/** Reads what the platform sent: `CODE: sentence` from the panels' own controllers, or the platform's own refusal. */
export function toProblem(error: unknown): PanelProblem {
  const { body, message: ownMessage } = (error ?? {}) as ApexError;
  const text = body?.message ?? ownMessage ?? '';
  const [, code, sentence] = CODED.exec(text) ?? [];
  const isNoAccess = code === 'NO_ACCESS' || /do not have access to the Apex class/i.test(text);
  return { isNoAccess, message: sentence ?? text };
}
