/**
 * How many of the records found of each object a search answers under an overall limit: the limit is spread evenly, and what one object
 * does not need goes to the others (SOQL and SOSL Reference, "LIMIT").
 */
export function shareLimit(counts: readonly number[], limit: number): number[] {
  const shares = counts.map(() => 0);
  let left = limit;
  for (;;) {
    const open = counts.flatMap((count, index) => ((shares[index] ?? 0) < count ? [index] : []));
    if (left <= 0 || open.length === 0) {
      return shares;
    }
    const each = Math.max(1, Math.floor(left / open.length));
    for (const index of open) {
      const more = Math.min(each, (counts[index] ?? 0) - (shares[index] ?? 0), left);
      shares[index] = (shares[index] ?? 0) + more;
      left -= more;
    }
  }
}
