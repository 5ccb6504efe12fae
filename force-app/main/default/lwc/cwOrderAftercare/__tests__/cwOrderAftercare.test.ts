import { createElement } from 'lwc';
import type { ApexTestWireAdapter } from '@salesforce/sfdx-lwc-jest';
import { findAll, settle, textOf } from 'test-support';
import CwOrderAftercare from 'c/cwOrderAftercare';
import getOrder from '@salesforce/apex/CwOrderPageController.getOrder';
import type { CwOrderPageView } from 'apex/CwOrderPageView';
import { ORDER, STUB } from '../../cwOrderReceipt/__tests__/data/order';

jest.mock(
  '@salesforce/apex/CwOrderPageController.getOrder',
  () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
  { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn(() => Promise.resolve()) }), { virtual: true });

const wire = getOrder as unknown as ApexTestWireAdapter;

async function mount(order?: Partial<CwOrderPageView>): Promise<HTMLElement> {
  const element = createElement('c-cw-order-aftercare', { is: CwOrderAftercare });
  element.recordId = ORDER.id ?? undefined;
  document.body.appendChild(element);
  if (order) {
    wire.emit({ ...ORDER, ...order });
  }
  await settle();
  return element;
}

describe('c-cw-order-aftercare', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('tells what came back, why and for how much, and which case serves it', async () => {
    const element = await mount({});
    const words = textOf(element).replace(/\s/g, ' ');
    expect(words).toContain('Return R-2041');
    expect(words).toContain('1 × Cushion cover: colour differs');
    expect(words).toContain('EUR 22.50 refunded');
    expect(words).toContain('Case 00001042');
    expect(words).toContain('Sam Agent has it');
    await expect(element).toBeAccessible();
  });

  it('leads to the customer and to the order before', async () => {
    const element = await mount({});
    const links = findAll<HTMLAnchorElement>(element, 'a').map((link) => link.getAttribute('href'));
    expect(links).toContain('/lightning/r/Contact/003000000000001/view');
    expect(links).toContain('/lightning/r/Commerce_Order__c/a01000000000000/view');
    expect(links).toContain('mailto:orla@mail.example');
    expect(textOf(element)).toContain('Previous: #10041');
    expect(textOf(element)).not.toContain('Next:');
  });

  it('says that nothing came afterwards', async () => {
    expect(textOf(await mount(STUB))).toContain('No returns and no cases');
  });

  it('loads and says when it may not be seen', async () => {
    const element = await mount();
    expect(findAll(element, '[data-state="loading"]')).toHaveLength(1);
    wire.error({ message: 'NO_ACCESS: no' });
    await settle();
    expect(findAll(element, '[data-state="no-access"]')).toHaveLength(1);
  });
});
