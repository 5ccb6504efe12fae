import { ShowToastEvent } from 'lightning/platformShowToastEvent';

/**
 * Copies a text and says so; where the browser forbids it, the text is shown instead.
 * @param from the component that says it
 */
export async function copy(from: EventTarget, text: string, done: string, refused: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    from.dispatchEvent(new ShowToastEvent({ variant: 'success', title: done }));
  } catch {
    from.dispatchEvent(new ShowToastEvent({ variant: 'info', title: refused }));
  }
}
