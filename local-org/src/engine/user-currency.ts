import type { Engine } from './engine.ts';

/** ISO code of the running user's currency: the org's where it has but one. */
export function userCurrency({ org, tx }: Engine): string {
  const own = org.metadata.features.has('multicurrency')
    ? org.db.get('SELECT defaultcurrencyisocode AS code FROM user WHERE id = ?', [tx.user.id])?.['code']
    : undefined;
  return typeof own === 'string' && own !== '' ? own : (org.config.organization?.currency ?? 'USD');
}
