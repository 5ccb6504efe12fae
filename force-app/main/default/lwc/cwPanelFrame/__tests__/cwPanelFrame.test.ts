import { createElement } from 'lwc';
import CwPanelFrame from 'c/cwPanelFrame';

function mount(properties: Record<string, unknown>): HTMLElement {
  const element = createElement('c-cw-panel-frame', { is: CwPanelFrame });
  Object.assign(element, { heading: 'Orders', iconName: 'standard:orders', ...properties });
  document.body.appendChild(element);
  return element;
}

function state(element: HTMLElement): string | undefined {
  return element.shadowRoot?.querySelector<HTMLElement>('[data-state]')?.dataset.state;
}

describe('c-cw-panel-frame', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    ['loading', { isLoading: true }],
    ['error', { error: { body: { message: 'BAD: boom' } } }],
    ['no-access', { error: { body: { message: 'NO_ACCESS: no' } } }],
    ['empty', { isEmpty: true, emptyTitle: 'No orders yet', emptyText: 'Connect a store.' }],
    [undefined, {}]
  ])('shows the state %s and is accessible', async (expected, properties) => {
    const element = mount(properties);
    expect(state(element)).toBe(expected);
    await expect(element).toBeAccessible();
  });

  it('names the permission sets that give access', () => {
    const element = mount({ error: { body: { message: 'NO_ACCESS: no' } } });
    expect(element.shadowRoot?.textContent).toContain('Cartwright Service Agent');
  });

  it('tells when the user wants to try again', () => {
    const element = mount({ error: { body: { message: 'BAD: boom' } } });
    const retried = jest.fn();
    element.addEventListener('retry', retried);
    expect(element.shadowRoot?.textContent).toContain('boom');
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    expect(retried).toHaveBeenCalledTimes(1);
  });
});
