import { parcelState } from 'c/cwPanelShipment';

const NOW = new Date('2026-11-30T12:00:00Z');
const DATES = { shippedAt: '2026-11-23T15:00:00Z', arrivesAt: '2026-11-25T18:00:00Z' };

describe('c-cw-panel-shipment', () => {
  it('says that a delivery failed, whatever its dates', () => {
    const state = parcelState({ ...DATES, status: 'Failed' }, NOW);
    expect(state).toMatchObject({ text: 'Delivery failed', tone: 'bad', isProblem: true });
    expect(state.detail).toBe('promised Nov 25');
  });

  it('counts the days after the promised one', () => {
    const state = parcelState({ ...DATES, status: 'In Transit' }, NOW);
    expect(state).toMatchObject({ text: '5 days late', tone: 'bad', lateDays: 5, isProblem: true });
    const out = parcelState({ ...DATES, arrivesAt: '2026-11-29T18:00:00Z', status: 'Out for Delivery' }, NOW);
    expect(out).toMatchObject({ text: '1 day late', detail: 'Out for delivery · promised Nov 29' });
  });

  it('is in time on the promised day', () => {
    const state = parcelState({ ...DATES, arrivesAt: '2026-11-30T08:00:00Z', status: 'Out for Delivery' }, NOW);
    expect(state).toMatchObject({ text: 'Out for delivery', detail: 'arrives Nov 30', isProblem: false });
  });

  it('says when a parcel on its way arrives, or when it left', () => {
    expect(parcelState({ ...DATES, arrivesAt: '2026-12-02T08:00:00Z', status: 'Shipped' }, NOW).detail).toBe(
      'arrives Dec 2'
    );
    expect(parcelState({ status: 'In Transit', shippedAt: DATES.shippedAt }, NOW)).toMatchObject({
      text: 'On its way',
      detail: 'sent Nov 23'
    });
  });

  it('says when it was delivered, and how late', () => {
    const state = parcelState({ ...DATES, deliveredAt: '2026-11-27T18:00:00Z', status: 'Delivered' }, NOW);
    expect(state).toMatchObject({ text: 'Delivered Nov 27, 2026', detail: '2 days late', tone: 'good' });
    expect(state.isProblem).toBe(false);
    expect(parcelState({ status: 'Delivered' }, NOW).text).toBe('Delivered');
  });

  it.each([
    ['Pending', 'Not sent yet'],
    [null, 'Not sent yet'],
    ['Cancelled', 'Cancelled']
  ])('puts %s as %s', (status, text) => {
    expect(parcelState({ status }, NOW)).toMatchObject({ text, tone: 'quiet', isProblem: false });
  });
});
