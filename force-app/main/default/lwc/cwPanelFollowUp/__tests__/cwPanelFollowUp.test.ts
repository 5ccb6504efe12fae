import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import { refreshApex } from '@salesforce/apex';
import { find, findAll, settle, textOf } from 'test-support';
import CwPanelFollowUp from 'c/cwPanelFollowUp';
import getActivity from '@salesforce/apex/CwAccountActivityController.getActivity';
import saveActivity from '@salesforce/apex/CwAccountActivityController.saveActivity';
import type { CwAccountActivityView } from 'apex/CwAccountActivityView';

jest.mock(
  '@salesforce/apex/CwAccountActivityController.getActivity',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex/CwAccountActivityController.saveActivity', () => ({ default: jest.fn() }), {
  virtual: true
});
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

type Field = HTMLElement & { value: string; reportValidity(): boolean };
const ACTIVITY: CwAccountActivityView = {
  assignees: [
    { id: '005000000000001', name: 'Morgan Manager' },
    { id: '005000000000002', name: 'Sam Agent' }
  ],
  contacts: [
    { id: '003000000000001', name: 'Karin Brandt' },
    { id: '003000000000002', name: 'Tom Jessen' }
  ],
  lastContact: { id: '00T1', subject: 'Call', day: '2026-01-12', contactName: 'Karin Brandt' },
  openTasks: [{ id: '00T2', subject: 'Send the catalogue', day: '2026-01-20', ownerName: 'Sam Agent' }]
};
const wire = getActivity as unknown as ApexTestWireAdapter;
const save = saveActivity as unknown as jest.Mock;

async function mount(activity: Partial<CwAccountActivityView> = {}): Promise<HTMLElement> {
  const element = createElement('c-cw-panel-follow-up', { is: CwPanelFollowUp });
  Object.assign(element, { accountId: '001000000000001', taskSubject: 'Win back' });
  document.body.appendChild(element);
  wire.emit({ ...ACTIVITY, ...activity });
  await settle();
  return element;
}

async function open(element: HTMLElement, kind: string): Promise<HTMLElement> {
  find(element, `[data-kind="${kind}"]`).click();
  await settle();
  const form = find(element, 'c-cw-panel-activity-form');
  findAll<Field>(form, '[data-field]').forEach((field) => {
    field.reportValidity = () => true;
  });
  return form;
}

describe('c-cw-panel-follow-up', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says who was talked to last and what is planned', async () => {
    const element = await mount();
    expect(textOf(element)).toMatch(/Last contact .* with Karin Brandt: Call/);
    expect(textOf(element)).toContain('1 open task');
    expect(textOf(element)).toContain('overdue since Jan 20, 2026 · Sam Agent');
    await expect(element).toBeAccessible();
    const fresh = await mount({ lastContact: null, openTasks: [] });
    expect(textOf(fresh)).toContain('No contact on record');
    expect(textOf(fresh)).toContain('No open task');
  });

  it('saves a task for the buyer, assigned as chosen', async () => {
    save.mockResolvedValue('00T000000000001');
    const element = await mount();
    const form = await open(element, 'TASK');
    await expect(form).toBeAccessible();
    find<Field>(form, '[data-field="owner"]').value = '005000000000002';
    find(form, '[data-action="save"]').click();
    await settle();
    expect(save).toHaveBeenCalledWith({
      accountId: '001000000000001',
      kind: 'TASK',
      activity: expect.objectContaining({
        subject: 'Win back',
        contactId: '003000000000001',
        ownerId: '005000000000002'
      })
    });
    expect(refreshApex).toHaveBeenCalledTimes(1);
    expect(findAll(element, 'c-cw-panel-activity-form')).toHaveLength(0);
  });

  it('logs a call without asking whom to assign it to', async () => {
    save.mockResolvedValue('00T000000000001');
    const form = await open(await mount(), 'CALL');
    expect(findAll(form, '[data-field="owner"]')).toHaveLength(0);
    find<Field>(form, '[data-field="contact"]').value = '';
    find(form, '[data-action="save"]').click();
    await settle();
    expect(save).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'CALL', activity: expect.objectContaining({ contactId: null, ownerId: null }) })
    );
  });

  it('closes on Escape', async () => {
    const element = await mount();
    const form = await open(element, 'TASK');
    find(form, 'section').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(findAll(element, 'c-cw-panel-activity-form')).toHaveLength(0);
  });

  it('offers its buttons to whoever may not see tasks', async () => {
    const element = await mount();
    wire.error({ message: 'NO_ACCESS: no' });
    await settle();
    expect(findAll(element, '[data-kind]')).toHaveLength(2);
    expect(findAll(element, '[role="status"]')).toHaveLength(0);
  });
});
