import { LightningElement } from 'lwc';
import { ShowToastEventName, type ToastDetail } from 'lightning/platformShowToastEvent';

interface Toast {
  id: number;
  title: string;
  parts: { key: number; text: string; url?: string }[];
  className: string;
  icon: string;
  kind: string;
}

const SHOWN_FOR = 4800;

/** Shows ShowToastEvent and lightning/toast messages at the top of the window. */
export default class Toasts extends LightningElement {
  toasts: Toast[] = [];
  #next = 1;
  #listener = (event: Event): void => this.add((event as CustomEvent<ToastDetail>).detail);

  connectedCallback(): void {
    window.addEventListener(ShowToastEventName, this.#listener);
  }

  disconnectedCallback(): void {
    window.removeEventListener(ShowToastEventName, this.#listener);
  }

  private add(detail: ToastDetail): void {
    const variant = detail.variant ?? 'info';
    const toast: Toast = {
      id: this.#next++,
      title: detail.title ?? '',
      parts: messageParts(detail),
      className: `slds-notify slds-notify_toast slds-theme_${variant}`,
      icon: `utility:${variant}`,
      kind: variant
    };
    this.toasts = [...this.toasts, toast];
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a toast closes by itself
    if (detail.mode !== 'sticky') window.setTimeout(() => this.remove(toast.id), SHOWN_FOR);
  }

  handleClose(event: Event): void {
    this.remove(Number((event.currentTarget as HTMLElement).dataset.id));
  }

  private remove(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}

/** `Saved {0}` with messageData `[{ url, label }]` → text and links. */
function messageParts({ message = '', messageData = [] }: ToastDetail): Toast['parts'] {
  return message.split(/(\{\d+\})/).flatMap((piece, key) => {
    const index = /^\{(\d+)\}$/.exec(piece)?.[1];
    const datum = index === undefined ? undefined : messageData[Number(index)];
    if (datum === undefined) return piece ? [{ key, text: piece }] : [];
    return [typeof datum === 'string' ? { key, text: datum } : { key, text: datum.label, url: datum.url }];
  });
}
