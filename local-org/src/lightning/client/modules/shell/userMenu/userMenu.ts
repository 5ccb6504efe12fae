import { LightningElement } from 'lwc';
import { session } from '@local-org/runtime';

interface MenuUser {
  alias: string;
  name: string;
  detail: string;
  initials: string;
  url: string;
  current: 'true' | null;
}

/** Says who the page runs as, and switches to another persona of the org. */
export default class UserMenu extends LightningElement {
  open = false;
  #outside = (event: Event): void => {
    if (!event.composedPath().includes(this.hostElement)) this.open = false;
  };

  connectedCallback(): void {
    window.addEventListener('click', this.#outside);
  }

  disconnectedCallback(): void {
    window.removeEventListener('click', this.#outside);
  }

  get name(): string {
    return session.user.name;
  }

  get alias(): string {
    return session.alias;
  }

  get initials(): string {
    return initialsOf(session.user.name);
  }

  get expanded(): string {
    return String(this.open);
  }

  get users(): MenuUser[] {
    const back = encodeURIComponent(window.location.pathname + window.location.search);
    return session.personas.map(({ alias, name, username, profileName }) => ({
      alias,
      name,
      detail: `${alias} · ${profileName || username}`,
      initials: initialsOf(name),
      url: `/lightning/persona?alias=${encodeURIComponent(alias)}&return=${back}`,
      current: alias === session.alias ? 'true' : null
    }));
  }

  handleToggle(): void {
    this.open = !this.open;
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.open) {
      this.open = false;
      (this.template?.querySelector('button') as HTMLElement | null)?.focus();
    }
  }
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
