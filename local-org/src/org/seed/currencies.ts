import type { OrgConfig } from '../../engine/index.ts';
import type { OrgCore } from '../org-core.ts';

const DECIMAL_PLACES = 2;

/** The currencies of an org that has several: the corporate one with the rate 1, and those of the configuration. */
export function seedCurrencies({ rows }: OrgCore, { organization }: OrgConfig): void {
  if (!rows.has('CurrencyType')) {
    return;
  }
  const corporate = { isoCode: organization?.currency ?? 'USD', conversionRate: 1, decimalPlaces: DECIMAL_PLACES };
  for (const currency of [corporate, ...(organization?.currencies ?? [])]) {
    const key = { IsoCode: currency.isoCode };
    if (rows.find('CurrencyType', key) === undefined) {
      rows.insert('CurrencyType', null, {
        ...key,
        ConversionRate: currency.conversionRate,
        DecimalPlaces: currency.decimalPlaces ?? DECIMAL_PLACES,
        IsActive: true,
        IsCorporate: currency === corporate
      });
    }
  }
}
